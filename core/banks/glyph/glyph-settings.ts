import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { checkArtifactRanges, checkArtifactsPresent, orderArtifacts } from '../artifact-order.ts';
import type { BankDiagnostic } from '../bank-format.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { isCount, ownMember } from '../json-shape.ts';
import {
  PALETTE_ENTRIES,
  PALETTE_SLOTS,
  TILE_SIZES,
  TILE_SIZE_KEY,
  isTileSize,
  tileCapacity,
  type TileSize,
} from './glyph-layout.ts';
import {
  PALETTE_FILE_EXTENSIONS,
  paletteFileKind,
  type PaletteColor,
  type PaletteFileKind,
} from './palette-file.ts';

const PALETTES_POINTER = '/output/pipeline/palettes';

/** A declared palette, still without the colours of its file. */
export interface PaletteSource {
  readonly index: number;
  /** Of the element in `palettes`. */
  readonly pointer: string;
  readonly content:
    | { readonly kind: 'colors'; readonly colors: readonly PaletteColor[] }
    | { readonly kind: 'file'; readonly file: string; readonly fileKind: PaletteFileKind };
}

/** Gutters of a sheet, in pixels; absent where images are single tiles. */
export interface GridSettings {
  readonly margin: number;
  readonly spacing: number;
}

/** What the declaration says about an indexed bank, checked (asset-pack 4.1). */
export interface GlyphSettings {
  readonly tileSize: TileSize;
  /** Ascending by index, or derived from the tiles. */
  readonly palettes: 'auto' | readonly PaletteSource[];
  readonly grid: GridSettings | undefined;
}

export interface GlyphSettingsResult {
  /** Present where nothing was found. */
  readonly settings: GlyphSettings | undefined;
  readonly diagnostics: readonly BankDiagnostic[];
}

function readTileSize(declaration: AssetDeclaration, found: BankDiagnostic[]): TileSize | undefined {
  const declared = ownMember(declaration.output.metadata, TILE_SIZE_KEY);
  if (isTileSize(declared)) return declared;
  const message =
    declared === undefined
      ? 'output.metadata.tile_size is missing.'
      : `output.metadata.tile_size is ${JSON.stringify(declared)}, not one of ${TILE_SIZES.join(', ')}.`;
  const pointer = declared === undefined ? '/output' : '/output/metadata/tile_size';
  found.push({ code: 'GLYPH_TILE_SIZE', message, pointer });
  return undefined;
}

function readInlineColors(
  declared: unknown,
  pointer: string,
  found: BankDiagnostic[],
): readonly PaletteColor[] | undefined {
  const malformed = (message: string, place: string): undefined => {
    found.push({ code: 'GLYPH_PALETTE_MALFORMED', message, pointer: place });
  };
  if (!Array.isArray(declared)) return malformed('colors is not a list.', pointer);
  if (declared.length === 0) return malformed('The palette has no colour.', pointer);
  if (declared.length > PALETTE_ENTRIES) {
    return malformed(
      `The palette has ${String(declared.length)} colours; it holds ${String(PALETTE_ENTRIES)}.`,
      pointer,
    );
  }
  const colors: PaletteColor[] = [];
  for (const [entry, color] of declared.entries()) {
    const digits = typeof color === 'string' ? /^#([0-9a-f]{6})$/i.exec(color)?.[1] : undefined;
    if (digits === undefined) {
      const hint =
        typeof color === 'string' && /^#[0-9a-f]{8}$/i.test(color) ? ' It has a fourth channel.' : '';
      malformed(
        `Entry ${String(entry)} is ${JSON.stringify(color)}, not a colour as #rrggbb.${hint}`,
        `${pointer}/${String(entry)}`,
      );
    } else {
      const value = Number.parseInt(digits, 16);
      colors.push([value >> 16, (value >> 8) & 0xff, value & 0xff]);
    }
  }
  return colors.length === declared.length ? colors : undefined;
}

function readPaletteSource(
  declared: unknown,
  pointer: string,
  found: BankDiagnostic[],
): PaletteSource | undefined {
  const malformed = (message: string, place: string): undefined => {
    found.push({ code: 'GLYPH_PALETTE_MALFORMED', message, pointer: place });
  };
  if (!isJsonObject(declared))
    return malformed('The palette is not an object with index and palette.', pointer);
  const index = ownMember(declared, 'index');
  if (!isCount(index) || index >= PALETTE_SLOTS) {
    return malformed(`The palette index must be an integer from 0 to ${String(PALETTE_SLOTS - 1)}.`, pointer);
  }
  const palette = ownMember(declared, 'palette');
  const name = `Palette ${String(index)}`;
  if (!isJsonObject(palette)) return malformed(`${name} has neither colours nor a file.`, pointer);
  const colors = ownMember(palette, 'colors');
  const file = ownMember(palette, 'file');
  const palettePointer = `${pointer}/palette`;
  if (colors !== undefined && file !== undefined) {
    return malformed(`${name} has both colours and a file.`, palettePointer);
  }
  if (colors !== undefined) {
    const read = readInlineColors(colors, `${palettePointer}/colors`, found);
    return read === undefined ? undefined : { index, pointer, content: { kind: 'colors', colors: read } };
  }
  if (file === undefined) return malformed(`${name} has neither colours nor a file.`, palettePointer);
  if (typeof file !== 'string')
    return malformed(`The file of palette ${String(index)} is not a path.`, `${palettePointer}/file`);
  const fileKind = paletteFileKind(file);
  if (fileKind === undefined) {
    found.push({
      code: 'GLYPH_PALETTE_FILE_INVALID',
      message: `"${file}" is not a palette file: the extension is none of ${PALETTE_FILE_EXTENSIONS.join(', ')}.`,
      pointer: `${palettePointer}/file`,
    });
    return undefined;
  }
  return { index, pointer, content: { kind: 'file', file, fileKind } };
}

function readPalettes(
  declaration: AssetDeclaration,
  found: BankDiagnostic[],
): GlyphSettings['palettes'] | undefined {
  const declared = ownMember(declaration.output.pipeline, 'palettes');
  if (declared === undefined) {
    found.push({
      code: 'GLYPH_PALETTE_MISSING',
      message: 'output.pipeline.palettes is missing.',
      pointer: declaration.output.pipeline === undefined ? '/output' : '/output/pipeline',
      fixId: 'set-palettes-auto',
    });
    return undefined;
  }
  if (declared === 'auto') return 'auto';
  if (!Array.isArray(declared)) {
    found.push({
      code: 'PIPELINE_INVALID',
      message: 'output.pipeline.palettes is neither a list of palettes nor "auto".',
      pointer: PALETTES_POINTER,
    });
    return undefined;
  }
  const sources: PaletteSource[] = [];
  const claimed = new Map<number, string>();
  for (const [position, element] of declared.entries()) {
    const pointer = `${PALETTES_POINTER}/${String(position)}`;
    const source = readPaletteSource(element, pointer, found);
    if (source === undefined) continue;
    if (claimed.has(source.index)) {
      found.push({
        code: 'GLYPH_PALETTE_DUPLICATE',
        message: `Palette index ${String(source.index)} is claimed twice.`,
        pointer: `${pointer}/index`,
        fixId: 'renumber-palettes',
      });
    }
    claimed.set(source.index, pointer);
    sources.push(source);
  }
  // Without every palette known, artifacts that name one cannot be judged.
  return sources.length === declared.length ? sources.sort((a, b) => a.index - b.index) : undefined;
}

function readGrid(declaration: AssetDeclaration, found: BankDiagnostic[]): GridSettings | undefined {
  const { pipeline } = declaration.output;
  const invalid = (key: string, message: string): void => {
    found.push({ code: 'PIPELINE_INVALID', message, pointer: `/output/pipeline/${key}` });
  };
  const slice = ownMember(pipeline, 'slice');
  if (slice !== undefined && slice !== 'grid') invalid('slice', 'output.pipeline.slice is not "grid".');
  const readGutter = (key: 'margin' | 'spacing'): number => {
    const declared = ownMember(pipeline, key) ?? 0;
    if (isCount(declared)) return declared;
    invalid(key, `output.pipeline.${key} is not a number of pixels.`);
    return 0;
  };
  const grid = { margin: readGutter('margin'), spacing: readGutter('spacing') };
  return slice === 'grid' ? grid : undefined;
}

function checkArtifactPalettes(
  declaration: AssetDeclaration,
  palettes: GlyphSettings['palettes'],
  found: BankDiagnostic[],
): void {
  for (const [position, { file, palette }] of declaration.artifacts.entries()) {
    if (palette === undefined) continue;
    const pointer = `/artifacts/${String(position)}/palette`;
    if (palettes === 'auto') {
      found.push({
        code: 'GLYPH_AUTO_WITH_PALETTE',
        message: `"${file}" names palette ${String(palette)}, but output.pipeline.palettes is "auto".`,
        pointer,
        fixId: 'remove-artifact-palette',
      });
    } else if (!palettes.some(({ index }) => index === palette)) {
      found.push({
        code: 'GLYPH_PALETTE_MISSING',
        message: `"${file}" names palette ${String(palette)}, which is not declared.`,
        pointer,
      });
    }
  }
}

/** Reads and checks what the declaration alone says (asset-pack 4.1); sizes of sheets are not known here. */
export function readGlyphSettings(declaration: AssetDeclaration): GlyphSettingsResult {
  const found: BankDiagnostic[] = [];
  const tileSize = readTileSize(declaration, found);
  const palettes = readPalettes(declaration, found);
  const grid = readGrid(declaration, found);
  found.push(...checkArtifactsPresent(declaration));
  if (grid === undefined) {
    found.push(
      ...checkArtifactRanges(orderArtifacts(declaration).map((placed) => ({ ...placed, count: 1 }))),
    );
  }
  if (tileSize !== undefined && declaration.artifacts.length > tileCapacity(tileSize)) {
    found.push(describeTooManyTiles(declaration.artifacts.length, tileSize));
  }
  if (palettes !== undefined) checkArtifactPalettes(declaration, palettes, found);
  const usable = found.length === 0 && tileSize !== undefined && palettes !== undefined;
  return { settings: usable ? { tileSize, palettes, grid } : undefined, diagnostics: found };
}

/** `GLYPH_TOO_MANY_TILES` for a bank of that many tiles. */
export function describeTooManyTiles(tiles: number, tileSize: TileSize): BankDiagnostic {
  const capacity = tileCapacity(tileSize);
  return {
    code: 'GLYPH_TOO_MANY_TILES',
    message: `The bank has ${String(tiles)} tiles of ${String(tileSize)} pixels; its sheet holds ${String(capacity)}.`,
    pointer: '/artifacts',
  };
}

/** Palette files that the declaration names, also where other settings are wrong. */
export function listPaletteFiles(declaration: AssetDeclaration): readonly string[] {
  const declared = ownMember(declaration.output.pipeline, 'palettes');
  if (!Array.isArray(declared)) return [];
  const files = declared.flatMap((element: unknown) => {
    const palette = isJsonObject(element) ? ownMember(element, 'palette') : undefined;
    const file = isJsonObject(palette) ? ownMember(palette, 'file') : undefined;
    return typeof file === 'string' && file !== '' ? [file] : [];
  });
  return [...new Set(files)];
}
