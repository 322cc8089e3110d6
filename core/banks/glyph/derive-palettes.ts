import type { BankDiagnostic } from '../bank-format.ts';
import { BoundedDiagnostics } from '../bounded-diagnostics.ts';
import { PALETTE_ENTRIES, PALETTE_SLOTS, TRANSPARENT_ENTRY } from './glyph-layout.ts';
import { applyPalette } from './match-palettes.ts';
import { paletteOf, type BankPalette } from './palette-set.ts';
import type { Rgb565 } from './rgb565.ts';
import type { MatchedTile, TileSource } from './tile-source.ts';

const DRAWN_ENTRIES = PALETTE_ENTRIES - 1;
/** What entry 0 of a derived palette stores. */
const DERIVED_TRANSPARENT: Rgb565 = 0;

export interface DerivedPalettes {
  readonly palettes: readonly BankPalette[];
  readonly matched: readonly MatchedTile[];
  readonly diagnostics: readonly BankDiagnostic[];
}

/**
 * Palettes of an `"auto"` bank (asset-pack 4.1): tile by tile in id order, the lowest palette whose union with the
 * tile's colours stays within 15, else a new one; new colours are appended in the order of their first appearance.
 * @param tiles ascending by id
 */
export function derivePalettes(tiles: readonly TileSource[]): DerivedPalettes {
  const open: Rgb565[][] = [];
  const chosen: { readonly tile: TileSource; readonly palette: number | null }[] = [];
  const found: BankDiagnostic[] = [];
  const byFile = new Map<string, BoundedDiagnostics>();
  for (const tile of tiles) {
    const colors = tile.pixels.colors.map(({ rgb565 }) => rgb565);
    if (colors.length === 0) {
      chosen.push({ tile, palette: null });
      continue;
    }
    if (colors.length > DRAWN_ENTRIES) {
      const ofFile = byFile.get(tile.file) ?? new BoundedDiagnostics();
      byFile.set(tile.file, ofFile);
      const pixel = tile.pixels.colors[DRAWN_ENTRIES]?.pixel;
      ofFile.add({
        code: 'GLYPH_AUTO_TOO_MANY_COLORS',
        message: `Tile ${String(tile.index)} of "${tile.file}" has ${String(colors.length)} colours after RGB565; a palette draws ${String(DRAWN_ENTRIES)}.`,
        file: tile.file,
        ...(pixel === undefined ? {} : { pixel }),
      });
      continue;
    }
    let palette = open.findIndex(
      (held) => held.length + colors.filter((color) => !held.includes(color)).length <= DRAWN_ENTRIES,
    );
    if (palette < 0) palette = open.push([]) - 1;
    const held = open[palette];
    if (held !== undefined) held.push(...colors.filter((color) => !held.includes(color)));
    chosen.push({ tile, palette });
  }
  found.push(...[...byFile.values()].flatMap((ofFile) => ofFile.list()));
  if (open.length > PALETTE_SLOTS) {
    found.push({
      code: 'GLYPH_AUTO_TOO_MANY_PALETTES',
      message: `The tiles need ${String(open.length)} palettes; a bank holds ${String(PALETTE_SLOTS)}.`,
      pointer: '/output/pipeline/palettes',
    });
  }
  const palettes = open.map((held, index) => paletteOf(index, [DERIVED_TRANSPARENT, ...held]));
  const matched = chosen.map(({ tile, palette }): MatchedTile => {
    const derived = palette === null ? undefined : palettes[palette];
    return derived === undefined
      ? { tile, palette: null, entries: [TRANSPARENT_ENTRY] }
      : applyPalette(tile, derived);
  });
  return { palettes, matched, diagnostics: found };
}
