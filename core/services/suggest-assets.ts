import { collisionKey } from '#core/bytes/portability.ts';
import { monoCommand, resampleCommand } from '#core/banks/sound/conversion-command.ts';
import { isSampleRate, SAMPLE_RATES } from '#core/banks/sound/sound-layout.ts';
import { isTileSize, tileCapacity, TILE_SIZES, type TileSize } from '#core/banks/glyph/glyph-layout.ts';
import { gridOf } from '#core/banks/glyph/tile-grid.ts';
import { isInside } from '#core/workspace/workspace-paths.ts';
import type { CreateOptions } from '#schemas/contract/actions.ts';
import type { CreateSuggestion } from '#schemas/contract/views.ts';
import type { AssetType, FormatId } from '#schemas/scalars.ts';
import { readSourceFacts, type OfferedFile, type SourceFacts } from './source-facts.ts';

/** Where a person who says nothing else finds new assets, below `assets/`. */
const FOLDERS: Readonly<Record<AssetType, string>> = {
  glyph_bank: 'art',
  sound_bank: 'sound',
  scene_bank: 'levels',
  raw: 'data',
};
const FORMATS: Readonly<Record<AssetType, FormatId>> = {
  glyph_bank: 'GLYPH/indexed_v1',
  sound_bank: 'SOUNDS/pcm16le_v1',
  scene_bank: 'SCENE/tilemap_v1',
  raw: 'GLYPH/raw_v1',
};
const DEFAULT_TILE_SIZE: TileSize = 16;
const WITHOUT_GUTTERS = { margin: 0, spacing: 0 };

type ImageFacts = Extract<SourceFacts, { kind: 'image' }>;
type SoundFacts = Extract<SourceFacts, { kind: 'sound' }>;

/** What files are taken for, before they have a name and a place. */
interface Guess {
  readonly type: AssetType;
  readonly files: readonly OfferedFile[];
  readonly options: CreateOptions;
  readonly reason: string;
  readonly concerns: readonly string[];
}

/**
 * What dropped files are probably meant to be: images of one tile size become one glyph bank (as many as their tiles
 * need), sounds one sound bank, any other file a raw asset of its own. Palette files go with the first glyph bank.
 * Reads the first bytes of each file only; nothing is written.
 * @param takenRoots roots relative to `assets/` that a suggestion must not touch
 */
export function suggestAssets(
  files: readonly OfferedFile[],
  takenRoots: ReadonlySet<string>,
): CreateSuggestion[] {
  const facts = files.map(readSourceFacts);
  const palettes = facts.filter(({ kind }) => kind === 'palette').map(({ file }) => file);
  const sounds = facts.filter((fact): fact is SoundFacts => fact.kind === 'sound');
  const guesses = [
    ...guessGlyphBanks(
      facts.filter((fact): fact is ImageFacts => fact.kind === 'image'),
      palettes,
    ),
    ...(sounds.length > 0 ? [guessSoundBank(sounds)] : []),
    ...facts.filter(({ kind }) => kind === 'other').map(guessRaw),
  ];
  const taken = new Set(takenRoots);
  return guesses.map((guess) => {
    const name = nameOf(guess.files);
    const root = freeRoot(FOLDERS[guess.type], name, taken);
    taken.add(root);
    return {
      root,
      name: root.slice(root.lastIndexOf('/') + 1),
      type: guess.type,
      format: FORMATS[guess.type],
      files: guess.files.map(({ handle, source }) => ({ handle, name: source.name })),
      options: guess.options,
      reason: guess.reason,
      concerns: [...nameClashes(guess.files), ...guess.concerns],
    };
  });
}

/** What a person said of an asset; the rest is guessed. */
export interface SaidOfAsset {
  /** Otherwise what the first file that is no palette is. */
  readonly type?: AssetType | undefined;
  readonly tileSize?: TileSize | undefined;
}

/** One asset of all files, where a person wants just that (`assets create`). */
export function suggestOneAsset(
  files: readonly OfferedFile[],
  takenRoots: ReadonlySet<string>,
  said: SaidOfAsset = {},
): CreateSuggestion {
  const facts = files.map(readSourceFacts);
  const wanted = said.type ?? (said.tileSize === undefined ? typeOf(facts) : 'glyph_bank');
  const guess = guessAs(wanted, facts, said.tileSize);
  const name = files.length === 0 ? 'asset' : nameOf(files);
  const root = freeRoot(FOLDERS[wanted], name, takenRoots);
  return {
    root,
    name: root.slice(root.lastIndexOf('/') + 1),
    type: wanted,
    format: FORMATS[wanted],
    files: files.map(({ handle, source }) => ({ handle, name: source.name })),
    options: guess.options,
    reason: guess.reason,
    concerns: [...nameClashes(guess.files), ...guess.concerns],
  };
}

function typeOf(facts: readonly SourceFacts[]): AssetType {
  const first = facts.find(({ kind }) => kind !== 'palette') ?? facts[0];
  switch (first?.kind) {
    case 'image':
    case 'palette':
      return 'glyph_bank';
    case 'sound':
      return 'sound_bank';
    default:
      return 'raw';
  }
}

function guessAs(type: AssetType, facts: readonly SourceFacts[], saidTileSize: TileSize | undefined): Guess {
  const files = facts.map(({ file }) => file);
  if (type === 'glyph_bank') {
    const images = facts.filter((fact): fact is ImageFacts => fact.kind === 'image');
    const tileSize = saidTileSize ?? commonTileSize(images);
    const foreign = facts
      .filter(({ kind }) => kind !== 'image' && kind !== 'palette')
      .map(({ file }) => `${file.source.name} is no image.`);
    const guess = describeBank(images, tileSize, files);
    return { ...guess, concerns: [...foreign, ...guess.concerns] };
  }
  if (type === 'sound_bank') {
    const foreign = facts
      .filter(({ kind }) => kind !== 'sound')
      .map(({ file }) => `${file.source.name} is no WAV file.`);
    const guess = guessSoundBank(facts.filter((fact): fact is SoundFacts => fact.kind === 'sound'));
    return { ...guess, files, concerns: [...foreign, ...guess.concerns] };
  }
  const concerns = files.length === 1 ? [] : [`A raw asset holds exactly one file, not ${files.length}.`];
  return { type, files, options: {}, reason: 'Packed byte for byte as it is.', concerns };
}

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
function commonTileSize(images: readonly ImageFacts[]): TileSize {
  const singles = singleSizes(images);
  const wanted = images.flatMap((image) => tileSizeOf(image, singles) ?? []);
  return TILE_SIZES.find((tileSize) => wanted.includes(tileSize)) ?? DEFAULT_TILE_SIZE;
}

function guessGlyphBanks(images: readonly ImageFacts[], palettes: readonly OfferedFile[]): readonly Guess[] {
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

function describeBank(
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

function guessSoundBank(sounds: readonly SoundFacts[]): Guess {
  const concerns: string[] = [];
  let stereo = 0;
  for (const sound of sounds) {
    if ('problem' in sound) {
      concerns.push(sound.problem);
      continue;
    }
    const { name } = sound.file.source;
    if (sound.channels === 2) stereo += 1;
    if (sound.channels > 2)
      concerns.push(`${name} has ${sound.channels} channels. Make it mono: ${monoCommand(name)}`);
    if (!isSampleRate(sound.sampleRate)) {
      concerns.push(
        `${name} has ${sound.sampleRate} Hz; a bank takes ${SAMPLE_RATES.join(', ')} Hz. Convert it: ${resampleCommand(name, sound.sampleRate)}`,
      );
    }
  }
  if (stereo > 0)
    concerns.push(
      `${stereo === 1 ? 'One file has' : `${stereo} files have`} two channels, which are mixed to one.`,
    );
  return {
    type: 'sound_bank',
    files: sounds.map(({ file }) => file),
    options: stereo > 0 ? { channels: 'mix' } : {},
    reason:
      sounds.length === 1
        ? 'A WAV file is a sound.'
        : `${sounds.length} WAV files, which one sound bank holds.`,
    concerns,
  };
}

function guessRaw(fact: SourceFacts): Guess {
  const problem = 'problem' in fact && fact.problem !== undefined ? [fact.problem] : [];
  return {
    type: 'raw',
    files: [fact.file],
    options: {},
    reason: `${fact.file.source.name} is neither PNG nor WAV: packed byte for byte as it is.`,
    concerns: problem,
  };
}

/** Files of one name cannot lie in one folder. */
function nameClashes(files: readonly OfferedFile[]): readonly string[] {
  const keys = files.map(({ source }) => collisionKey(source.name));
  const twice = files.filter((_file, position) => keys.indexOf(keys[position] ?? '') !== position);
  return twice.map(({ source }) => `Two files are called ${source.name}: rename one.`);
}

/** A name for a group: what the file names begin with together, else the first one's. */
function nameOf(files: readonly OfferedFile[]): string {
  const stems = files.map(({ source }) => slug(source.name.replace(/\.[^.]*$/u, '')));
  const [first = 'asset', ...others] = stems;
  let length = first.length;
  for (const other of others) while (length > 0 && !other.startsWith(first.slice(0, length))) length -= 1;
  const common = others.length === 0 ? first : first.slice(0, length).replace(/[-0-9]+$/u, '');
  return (common.length >= 3 ? common : first).slice(0, 60) || 'asset';
}

function slug(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
}

/** A place that is no root, in none and around none. */
function freeRoot(folder: string, name: string, taken: ReadonlySet<string>): string {
  const keys = new Set([...taken].map(collisionKey));
  const numbered = (text: string, count: number): string => (count === 1 ? text : `${text}-${count}`);
  let freeFolder = folder;
  for (let count = 2; keys.has(collisionKey(freeFolder)); count += 1) freeFolder = numbered(folder, count);
  for (let count = 1; ; count += 1) {
    const root = `${freeFolder}/${numbered(name, count)}`;
    const key = collisionKey(root);
    if (!keys.has(key) && ![...keys].some((other) => isInside(other, key))) return root;
  }
}
