import type { BankDiagnostic } from '../bank-format.ts';
import { PALETTE_ENTRIES, TRANSPARENT_ENTRY } from './glyph-layout.ts';
import { onlyAtTransparentEntry, type BankPalette } from './palette-set.ts';
import type { TileColor } from './tile-pixels.ts';
import type { MatchedTile, TileSource } from './tile-source.ts';

/** Most colours a message lists. */
const LISTED_COLORS = 8;

export type MatchResult =
  | { readonly ok: true; readonly tile: MatchedTile }
  | { readonly ok: false; readonly diagnostics: readonly BankDiagnostic[] };

function listColors(colors: readonly TileColor[]): string {
  const listed = colors.slice(0, LISTED_COLORS).map(({ source }) => source);
  const more = colors.length - listed.length;
  return listed.join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}

/** Matches a tile with a palette that holds all its colours. */
export function applyPalette(tile: TileSource, palette: BankPalette): MatchedTile {
  const entries = tile.pixels.colors.map(({ rgb565 }) => palette.entryOf.get(rgb565) ?? TRANSPARENT_ENTRY);
  return { tile, palette: palette.index, entries: [TRANSPARENT_ENTRY, ...entries] };
}

function missingFrom(palette: BankPalette, colors: readonly TileColor[]): readonly TileColor[] {
  return colors.filter(({ rgb565 }) => !palette.entryOf.has(rgb565));
}

function describeMissing(tile: TileSource, missing: readonly TileColor[], lacking: string): BankDiagnostic {
  const pixel = missing[0]?.pixel;
  const place = pixel === undefined ? '' : `, the first at pixel (${String(pixel.x)}, ${String(pixel.y)})`;
  return {
    code: 'GLYPH_COLOR_NOT_IN_PALETTE',
    message: `Tile ${String(tile.index)} of "${tile.file}": ${lacking} ${listColors(missing)}${place}.`,
    file: tile.file,
    ...(pixel === undefined ? {} : { pixel }),
  };
}

/**
 * Where a colour stands only at entry 0, the palette is what is to be mended, so its place is the palette.
 * @param pointerOf JSON Pointer of a declared palette
 */
function describeTransparent(
  tile: TileSource,
  color: TileColor,
  palette: BankPalette,
  pointerOf: (paletteIndex: number) => string,
): BankDiagnostic {
  const { x, y } = color.pixel;
  const hasRoom = palette.stored.length < PALETTE_ENTRIES;
  return {
    code: 'GLYPH_COLOR_AT_TRANSPARENT_ENTRY',
    message:
      `"${tile.file}" uses ${color.source} at pixel (${String(x)}, ${String(y)}), and palette ${String(palette.index)} ` +
      `has it only at entry ${String(TRANSPARENT_ENTRY)}, the transparent one.`,
    pointer: pointerOf(palette.index),
    ...(hasRoom
      ? { fixId: 'insert-transparent-entry' }
      : {
          remedy:
            'The palette is full: free an entry for a transparent colour before it, or repaint the tile.',
        }),
  };
}

/**
 * Explains a tile that none of the candidates holds. Where inserting a transparent entry would be the whole cure,
 * only that is told.
 */
function explainMismatch(
  tile: TileSource,
  candidates: readonly BankPalette[],
  pointerOf: (paletteIndex: number) => string,
): readonly BankDiagnostic[] {
  const { colors } = tile.pixels;
  const cured = candidates.find((palette) =>
    missingFrom(palette, colors).every(({ rgb565 }) => onlyAtTransparentEntry(palette, rgb565)),
  );
  if (cured !== undefined) {
    return missingFrom(cured, colors).map((color) => describeTransparent(tile, color, cured, pointerOf));
  }
  const nowhere = colors.filter(({ rgb565 }) => candidates.every((palette) => !palette.entryOf.has(rgb565)));
  const found: BankDiagnostic[] = [];
  const lost: TileColor[] = [];
  for (const color of nowhere) {
    const palette = candidates.find((candidate) => onlyAtTransparentEntry(candidate, color.rgb565));
    if (palette === undefined) lost.push(color);
    else found.push(describeTransparent(tile, color, palette, pointerOf));
  }
  const [only] = candidates;
  if (lost.length > 0) {
    const lacking =
      candidates.length === 1 && only !== undefined
        ? `palette ${String(only.index)} lacks`
        : 'no palette has';
    found.push(describeMissing(tile, lost, lacking));
  }
  if (found.length > 0) return found;
  const closest = candidates.reduce((best, palette) =>
    missingFrom(palette, colors).length < missingFrom(best, colors).length ? palette : best,
  );
  const lacking = `no single palette has all its ${String(colors.length)} colours; the closest is ${String(closest.index)}, which lacks`;
  return [describeMissing(tile, missingFrom(closest, colors), lacking)];
}

/**
 * The palette of a tile (asset-pack 4.1): the one its artifact names, else the lowest that holds all its colours.
 * @param palettes ascending by index
 * @param pointerOf JSON Pointer of a declared palette, by its index
 */
export function matchTile(
  tile: TileSource,
  palettes: readonly BankPalette[],
  pointerOf: (paletteIndex: number) => string,
): MatchResult {
  const { colors } = tile.pixels;
  if (colors.length === 0) return { ok: true, tile: { tile, palette: null, entries: [TRANSPARENT_ENTRY] } };
  const candidates =
    tile.namedPalette === undefined ? palettes : palettes.filter(({ index }) => index === tile.namedPalette);
  if (candidates.length === 0) {
    return { ok: false, diagnostics: [describeMissing(tile, colors, 'there is no palette for')] };
  }
  const palette = candidates.find((candidate) => colors.every(({ rgb565 }) => candidate.entryOf.has(rgb565)));
  if (palette === undefined) return { ok: false, diagnostics: explainMismatch(tile, candidates, pointerOf) };
  return { ok: true, tile: applyPalette(tile, palette) };
}
