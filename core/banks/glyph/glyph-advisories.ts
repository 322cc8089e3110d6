import type { BankDiagnostic } from '../bank-format.ts';
import { BoundedDiagnostics } from '../bounded-diagnostics.ts';
import { tileCapacity, type TileSize } from './glyph-layout.ts';
import type { BankPalette } from './palette-set.ts';
import type { MatchedTile } from './tile-source.ts';

/** Share of its capacity from which a bank counts as nearly full. */
export const NEARLY_FULL_SHARE = 0.9;

/** Tiles with the same pixels in the same palette. Blank cells are left out: sheets are full of them on purpose. */
function findDuplicates(tiles: readonly MatchedTile[]): readonly BankDiagnostic[] {
  const found = new BoundedDiagnostics();
  const firstByPixels = new Map<string, MatchedTile>();
  for (const matched of tiles) {
    const { tile, palette, entries } = matched;
    if (palette === null) continue;
    const key = `${String(palette)}:${String.fromCharCode(...tile.pixels.ordinals.map((ordinal) => entries[ordinal] ?? 0))}`;
    const first = firstByPixels.get(key);
    if (first === undefined) {
      firstByPixels.set(key, matched);
    } else {
      found.add({
        code: 'GLYPH_TILE_DUPLICATE',
        message: `Tile ${String(tile.index)} of "${tile.file}" has the pixels of tile ${String(first.tile.index)} of "${first.tile.file}".`,
        file: tile.file,
      });
    }
  }
  return found.list();
}

/** What is worth telling about a bank that packs. */
export function adviseOnGlyphBank(
  tiles: readonly MatchedTile[],
  declared: readonly BankPalette[],
  tileSize: TileSize,
  pointerOf: (paletteIndex: number) => string,
): readonly BankDiagnostic[] {
  const used = new Set(tiles.map(({ palette }) => palette));
  const found: BankDiagnostic[] = [...findDuplicates(tiles)];
  for (const { index } of declared) {
    if (used.has(index)) continue;
    found.push({
      code: 'GLYPH_PALETTE_UNUSED',
      message: `No tile was matched with palette ${String(index)}.`,
      pointer: pointerOf(index),
    });
  }
  const capacity = tileCapacity(tileSize);
  if (tiles.length >= capacity * NEARLY_FULL_SHARE) {
    found.push({
      code: 'GLYPH_BANK_NEARLY_FULL',
      message: `The bank has ${String(tiles.length)} of ${String(capacity)} tiles.`,
      pointer: '/artifacts',
    });
  }
  return found;
}
