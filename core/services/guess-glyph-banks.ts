import { isTileSize, tileCapacity, TILE_SIZES, type TileSize } from '#core/banks/glyph/glyph-layout.ts';
import { gridOf } from '#core/banks/glyph/tile-grid.ts';
import type { Guess } from './asset-guess.ts';
import type { ImageFacts, OfferedFile } from './source-facts.ts';

const DEFAULT_TILE_SIZE: TileSize = 16;
const WITHOUT_GUTTERS = { margin: 0, spacing: 0 };

function sizeOf(image: ImageFacts): { readonly width: number; readonly height: number } | undefined {
  return 'width' in image ? image : undefined;
}

/** Tile size of one image: its own size, what its name says, else the largest of 16 and 8 that divides it. */
function tileSizeOf(image: ImageFacts, singles: ReadonlySet<TileSize>): TileSize | undefined {
  const size = sizeOf(image);
  if (size === undefined) return undefined;
  const divides = (tileSize: TileSize): boolean => gridOf(size, tileSize, WITHOUT_GUTTERS) !== undefined;
  if (size.width === size.height && isTileSize(size.width)) return size.width;
  const named = Number(/(?<![0-9])(8|16|32)(?:x\1|px)(?![0-9])/iu.exec(image.file.source.name)?.[1]);
  if (isTileSize(named) && divides(named)) return named;
  const [only, ...others] = singles;
  if (only !== undefined && others.length === 0 && divides(only)) return only;
  return [DEFAULT_TILE_SIZE, ...TILE_SIZES].find(divides);
}

function singleSizes(images: readonly ImageFacts[]): ReadonlySet<TileSize> {
  return new Set(
    images.flatMap((image) => {
      const size = sizeOf(image);
      return size !== undefined && size.width === size.height && isTileSize(size.width) ? [size.width] : [];
    }),
  );
}

/** The one tile size of a bank of all these images: the smallest that any of them asks for fits most of them. */
export function commonTileSize(images: readonly ImageFacts[]): TileSize {
  const singles = singleSizes(images);
  const wanted = images.flatMap((image) => tileSizeOf(image, singles) ?? []);
  return TILE_SIZES.find((tileSize) => wanted.includes(tileSize)) ?? DEFAULT_TILE_SIZE;
}

/** Banks of all images, the first with the palette files: one for each tile size, more where the tiles need them. */
export function guessGlyphBanks(
  images: readonly ImageFacts[],
  palettes: readonly OfferedFile[],
): readonly Guess[] {
  const singles = singleSizes(images);
  const groups = new Map<TileSize | undefined, ImageFacts[]>();
  for (const image of images) {
    const tileSize = tileSizeOf(image, singles);
    groups.set(tileSize, [...(groups.get(tileSize) ?? []), image]);
  }
  const banks = [...TILE_SIZES, undefined].flatMap((tileSize) =>
    splitByCapacity(groups.get(tileSize) ?? [], tileSize).map((part) => ({
      tileSize: tileSize ?? DEFAULT_TILE_SIZE,
      part,
    })),
  );
  if (banks.length === 0 && palettes.length > 0) return [describeBank([], DEFAULT_TILE_SIZE, palettes)];
  return banks.map(({ tileSize, part }, position) =>
    describeBank(part, tileSize, [...(position === 0 ? palettes : []), ...part.map(({ file }) => file)]),
  );
}

function splitByCapacity(
  images: readonly ImageFacts[],
  tileSize: TileSize | undefined,
): readonly (readonly ImageFacts[])[] {
  const parts: ImageFacts[][] = [];
  let used = Infinity;
  for (const image of images) {
    const tiles = tileSize === undefined ? 0 : tilesOf(image, tileSize);
    if (tileSize === undefined ? parts.length === 0 : used + tiles > tileCapacity(tileSize)) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(image);
    used += tiles;
  }
  return parts;
}

function tilesOf(image: ImageFacts, tileSize: TileSize): number {
  const size = sizeOf(image);
  const grid = size === undefined ? undefined : gridOf(size, tileSize, WITHOUT_GUTTERS);
  return grid === undefined ? 1 : grid.columns * grid.rows;
}

/** One bank of these images; `files` are the images and its palette files. */
export function describeBank(
  images: readonly ImageFacts[],
  tileSize: TileSize,
  files: readonly OfferedFile[],
): Guess {
  const isSheet = (image: ImageFacts): boolean => {
    const size = sizeOf(image);
    return (
      size !== undefined &&
      (size.width !== tileSize || size.height !== tileSize) &&
      gridOf(size, tileSize, WITHOUT_GUTTERS) !== undefined
    );
  };
  const sheets = images.filter(isSheet);
  const concerns = images.flatMap((image) => imageConcerns(image, tileSize));
  const tiles = images.reduce((sum, image) => sum + tilesOf(image, tileSize), 0);
  if (tiles > tileCapacity(tileSize)) {
    concerns.push(
      `${tiles} tiles are more than the ${tileCapacity(tileSize)} that a bank of ${tileSize} × ${tileSize} holds.`,
    );
  }
  const palettes = files.length - images.length;
  const what = images.length === 1 ? '1 image' : `${images.length} images`;
  const cut =
    sheets.length === 0
      ? ''
      : `, ${sheets.length === images.length ? '' : `${sheets.length} of them `}cut as a grid`;
  const own = palettes > 0 ? '; the palette files become its palettes' : '';
  return {
    type: 'glyph_bank',
    files,
    options: {
      tile_size: tileSize,
      ...(sheets.length > 0 ? { slice: 'grid' as const } : {}),
      ...(palettes > 0 ? {} : { palettes: 'auto' as const }),
    },
    reason:
      images.length === 0
        ? 'Palette files belong to a glyph bank.'
        : `${what} for tiles of ${tileSize} × ${tileSize}${cut}${own}.`,
    concerns,
  };
}

function imageConcerns(image: ImageFacts, tileSize: TileSize): string[] {
  if ('problem' in image) return [image.problem];
  const { width, height, file } = image;
  if (gridOf(image, tileSize, WITHOUT_GUTTERS) !== undefined) return [];
  const smallest = TILE_SIZES[0];
  const fits = width % smallest === 0 && height % smallest === 0;
  return [`${file.source.name} is ${width}×${height}: not a multiple of ${fits ? tileSize : smallest}.`];
}
