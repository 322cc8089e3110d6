import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { checkArtifactRanges, orderArtifacts, type ArtifactRange } from '../artifact-order.ts';
import type { BankDiagnostic, FrozenInputs } from '../bank-format.ts';
import { BoundedDiagnostics } from '../bounded-diagnostics.ts';
import { tileCapacity } from './glyph-layout.ts';
import { describeTooManyTiles, type GlyphSettings } from './glyph-settings.ts';
import { readPngImage, type RgbaImage } from './png-image.ts';
import { cellOrigin, gridOf } from './tile-grid.ts';
import { cutTile } from './tile-pixels.ts';
import type { TileSource } from './tile-source.ts';

export interface ReadTiles {
  /** Ascending by id; incomplete where there are diagnostics. */
  readonly tiles: readonly TileSource[];
  readonly diagnostics: readonly BankDiagnostic[];
}

function readImage(file: string, inputs: FrozenInputs, found: BankDiagnostic[]): RgbaImage | undefined {
  const bytes = inputs.get(file);
  if (bytes === undefined) {
    found.push({ code: 'INPUT_MISSING', message: `"${file}" is not there.`, file });
    return undefined;
  }
  const result = readPngImage(bytes);
  if (result.ok) return result.image;
  const { failure } = result;
  found.push({ ...failure, message: `"${file}": ${failure.message}`, file });
  return undefined;
}

function describeSize(
  file: string,
  { width, height }: RgbaImage,
  { tileSize, grid }: GlyphSettings,
): BankDiagnostic {
  const size = `"${file}" has ${String(width)}x${String(height)} pixels`;
  const tile = `${String(tileSize)}x${String(tileSize)}`;
  if (grid !== undefined) {
    const gutters =
      grid.margin + grid.spacing > 0
        ? ` with margin ${String(grid.margin)} and spacing ${String(grid.spacing)}`
        : '';
    return {
      code: 'GLYPH_IMAGE_SIZE',
      message: `${size}, which is not a whole number of ${tile} cells${gutters} in both directions.`,
      remedy: 'Crop or pad the sheet, or correct output.pipeline.margin and spacing.',
      file,
    };
  }
  const isSheet = width % tileSize === 0 && height % tileSize === 0;
  return {
    code: 'GLYPH_IMAGE_SIZE',
    message: `${size}; a tile is exactly ${tile}.`,
    file,
    ...(isSheet ? { fixId: 'set-slice-grid' } : { remedy: `Crop or pad it to ${tile} pixels.` }),
  };
}

function describePartialAlpha(tile: TileSource): BankDiagnostic | undefined {
  const { partialAlpha } = tile.pixels;
  if (partialAlpha === undefined) return undefined;
  const { pixel, value, count } = partialAlpha;
  const others = count > 1 ? `, and ${String(count - 1)} more of this tile are like it` : '';
  return {
    code: 'GLYPH_PARTIAL_ALPHA',
    message: `Tile ${String(tile.index)} of "${tile.file}": pixel (${String(pixel.x)}, ${String(pixel.y)}) has alpha ${String(value)}, not 0 or 255${others}.`,
    file: tile.file,
    pixel,
  };
}

/**
 * Reads all images of a bank and cuts them into tiles (asset-pack 4.1). Every bad image and tile is told, up to a
 * bound for each file.
 */
export function readTiles(
  declaration: AssetDeclaration,
  settings: GlyphSettings,
  inputs: FrozenInputs,
): ReadTiles {
  const { tileSize, grid } = settings;
  const found: BankDiagnostic[] = [];
  const tiles: TileSource[] = [];
  const ranges: ArtifactRange[] = [];
  const images = new Map<string, RgbaImage | undefined>();
  const badSize = new Set<string>();
  for (const placed of orderArtifacts(declaration)) {
    const { file, index, palette } = placed.artifact;
    const firstTime = !images.has(file);
    const image = firstTime ? readImage(file, inputs, found) : images.get(file);
    images.set(file, image);
    if (image === undefined) continue;
    const cells = gridOf(image, tileSize, grid);
    if (cells === undefined) {
      if (!badSize.has(file)) found.push(describeSize(file, image, settings));
      badSize.add(file);
      continue;
    }
    const count = cells.columns * cells.rows;
    ranges.push({ ...placed, count });
    const ofFile = new BoundedDiagnostics();
    for (let cell = 0; cell < count; cell += 1) {
      const origin = cellOrigin(cell, cells, tileSize, grid ?? { margin: 0, spacing: 0 });
      const pixels = cutTile(image, origin.x, origin.y, tileSize);
      const tile: TileSource = { index: index + cell, file, namedPalette: palette, pixels };
      tiles.push(tile);
      const partial = firstTime ? describePartialAlpha(tile) : undefined;
      if (partial !== undefined) ofFile.add(partial);
    }
    found.push(...ofFile.list());
  }
  // Where a sheet could not be read its range is unknown, and so are gaps.
  if (ranges.length === declaration.artifacts.length) {
    const overlaps = grid === undefined ? [] : checkArtifactRanges(ranges);
    found.push(...overlaps);
  }
  if (grid !== undefined && tiles.length > tileCapacity(tileSize))
    found.push(describeTooManyTiles(tiles.length, tileSize));
  return { tiles: tiles.sort((a, b) => a.index - b.index), diagnostics: found };
}
