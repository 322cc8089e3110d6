import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import type { BankDiagnostic, EncodeResult, FrozenInputs } from '../bank-format.ts';
import { BoundedDiagnostics } from '../bounded-diagnostics.ts';
import { adviseOnGlyphBank } from './glyph-advisories.ts';
import { GLYPH_DECODED_BYTES, PALETTE_SLOTS, SHEET_SIDE_PX } from './glyph-layout.ts';
import { writeGlyphPayload } from './glyph-payload.ts';
import { readGlyphSettings, type PaletteSource } from './glyph-settings.ts';
import { derivePalettes } from './derive-palettes.ts';
import { matchTile } from './match-palettes.ts';
import { readPaletteFile } from './palette-file.ts';
import { declaredPalette, type BankPalette } from './palette-set.ts';
import { readTiles } from './read-tiles.ts';
import type { MatchedTile, TileSource } from './tile-source.ts';

interface Matching {
  readonly palettes: readonly BankPalette[];
  readonly matched: readonly MatchedTile[];
  readonly diagnostics: readonly BankDiagnostic[];
}

function loadPalette(
  source: PaletteSource,
  inputs: FrozenInputs,
  found: BankDiagnostic[],
): BankPalette | undefined {
  const { content, index } = source;
  if (content.kind === 'colors') return declaredPalette(index, content.colors);
  const { file } = content;
  const bytes = inputs.get(file);
  if (bytes === undefined) {
    found.push({ code: 'INPUT_MISSING', message: `"${file}" is not there.`, file });
    return undefined;
  }
  const read = readPaletteFile(content.fileKind, bytes);
  if (read.ok) return declaredPalette(index, read.colors);
  found.push({
    code: 'GLYPH_PALETTE_FILE_INVALID',
    message: `"${file}": ${read.message}`,
    file,
    ...(read.byteOffset === undefined ? {} : { byteOffset: read.byteOffset }),
  });
  return undefined;
}

/** One palette entry is told once, however many tiles stumble over it. */
function isRepeated(diagnostic: BankDiagnostic, seen: Set<string>): boolean {
  if (diagnostic.code !== 'GLYPH_COLOR_AT_TRANSPARENT_ENTRY' || diagnostic.pointer === undefined)
    return false;
  if (seen.has(diagnostic.pointer)) return true;
  seen.add(diagnostic.pointer);
  return false;
}

function matchDeclared(
  tiles: readonly TileSource[],
  sources: readonly PaletteSource[],
  inputs: FrozenInputs,
  pointerOf: (paletteIndex: number) => string,
): Matching {
  const found: BankDiagnostic[] = [];
  const palettes = sources.flatMap((source) => loadPalette(source, inputs, found) ?? []);
  // With a palette unread, every tile that needs it would be blamed for what the palette file did.
  if (palettes.length < sources.length) return { palettes, matched: [], diagnostics: found };
  const matched: MatchedTile[] = [];
  const seen = new Set<string>();
  const byFile = new Map<string, BoundedDiagnostics>();
  for (const tile of tiles) {
    const result = matchTile(tile, palettes, pointerOf);
    if (result.ok) {
      matched.push(result.tile);
      continue;
    }
    const ofFile = byFile.get(tile.file) ?? new BoundedDiagnostics();
    byFile.set(tile.file, ofFile);
    for (const diagnostic of result.diagnostics) if (!isRepeated(diagnostic, seen)) ofFile.add(diagnostic);
  }
  found.push(...[...byFile.values()].flatMap((ofFile) => ofFile.list()));
  return { palettes, matched, diagnostics: found };
}

/**
 * Encodes a `GLYPH/indexed_v1` bank (asset-pack 4.1).
 * @param inputs artifacts and palette files by root-relative path
 * @returns payload of 34,816 bytes, or every diagnostic of the declaration or of the inputs
 */
export function encodeGlyphBank(declaration: AssetDeclaration, inputs: FrozenInputs): EncodeResult {
  const { settings, diagnostics } = readGlyphSettings(declaration);
  if (settings === undefined) return { ok: false, diagnostics };
  const { tileSize, palettes: declared } = settings;
  const sources = declared === 'auto' ? [] : declared;
  const pointers = new Map(sources.map(({ index, pointer }) => [index, pointer]));
  const pointerOf = (paletteIndex: number): string =>
    pointers.get(paletteIndex) ?? '/output/pipeline/palettes';
  const { tiles, diagnostics: imageProblems } = readTiles(declaration, settings, inputs);
  const {
    palettes,
    matched,
    diagnostics: paletteProblems,
  } = declared === 'auto' ? derivePalettes(tiles) : matchDeclared(tiles, declared, inputs, pointerOf);
  const problems = [...imageProblems, ...paletteProblems];
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  return {
    ok: true,
    payload: writeGlyphPayload(matched, palettes, tileSize),
    decodedSize: GLYPH_DECODED_BYTES,
    metadata: {
      width: SHEET_SIDE_PX,
      height: SHEET_SIDE_PX,
      palette_count: PALETTE_SLOTS,
      palette_authored: palettes.length,
    },
    tiles: matched.map(({ tile, palette }) => ({ index: tile.index, file: tile.file, palette })),
    advisories: adviseOnGlyphBank(matched, declared === 'auto' ? [] : palettes, tileSize, pointerOf),
  };
}
