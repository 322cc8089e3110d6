import { StudioError } from '#core/errors.ts';
import { suggestAssets, suggestOneAsset } from '#core/services/suggest-assets.ts';
import type { OfferedFile } from '#core/services/source-facts.ts';
import { isPaletteFile } from '#core/workspace/mutations/artifacts.ts';
import type { Action, CreateOptions } from '#schemas/contract/actions.ts';
import type { CreateSuggestion } from '#schemas/contract/views.ts';
import type { AssetType, FormatId } from '#schemas/scalars.ts';
import { rootOf } from '../asset-references.ts';
import type { Verb } from '../verb.ts';
import { changeVerb } from './assets-change.ts';

export interface AssetsCreateOptions {
  readonly project?: string | undefined;
  readonly root?: string;
  readonly name?: string;
  readonly type?: AssetType;
  readonly format?: FormatId;
  readonly file?: readonly string[];
  readonly tileSize?: 8 | 16 | 32;
  readonly grid?: boolean;
  readonly palettes?: readonly string[];
  readonly channels?: 'left' | 'right' | 'mix';
  readonly preload?: boolean;
  readonly slot?: number;
}

type CreateAction = Extract<Action, { kind: 'create' }>;

const TYPE_OF_FORMAT: Readonly<Record<FormatId, AssetType>> = {
  'GLYPH/indexed_v1': 'glyph_bank',
  'SOUNDS/pcm16le_v1': 'sound_bank',
  'SCENE/tilemap_v1': 'scene_bank',
  'GLYPH/raw_v1': 'raw',
  'SOUNDS/raw_v1': 'raw',
  'SCENE/raw_v1': 'raw',
};

/** Palette files that `--palettes` names; the word `auto` stands for deriving them. */
function paletteFiles(options: AssetsCreateOptions): readonly string[] {
  const { palettes = [] } = options;
  if (palettes.includes('auto')) {
    if (palettes.length > 1) throw new StudioError('USAGE', '--palettes is either auto or palette files.');
    return [];
  }
  const foreign = palettes.find((path) => !isPaletteFile(path));
  if (foreign !== undefined)
    throw new StudioError('USAGE', `"${foreign}" is no palette file: .gpl, .pal or .hex.`);
  return palettes;
}

/** One asset where anything of it was said, otherwise what the files suggest. */
function suggest(
  files: readonly OfferedFile[],
  taken: ReadonlySet<string>,
  options: AssetsCreateOptions,
): readonly CreateSuggestion[] {
  const { root, name, format, tileSize } = options;
  const type = options.type ?? (format === undefined ? undefined : TYPE_OF_FORMAT[format]);
  if (
    root === undefined &&
    name === undefined &&
    type === undefined &&
    tileSize === undefined &&
    files.length > 1
  ) {
    return suggestAssets(files, taken);
  }
  return [suggestOneAsset(files, taken, { type, tileSize })];
}

function createOptions(guessed: CreateOptions, options: AssetsCreateOptions): CreateOptions {
  const { grid, palettes, channels, preload, slot } = options;
  return {
    ...guessed,
    ...(grid === true ? { slice: 'grid' as const } : {}),
    ...(palettes?.includes('auto') === true ? { palettes: 'auto' as const } : {}),
    ...(channels === undefined ? {} : { channels }),
    ...(preload === true || slot !== undefined ? { preload: { enabled: true, slot: slot ?? null } } : {}),
  };
}

function toAction(suggestion: CreateSuggestion, options: AssetsCreateOptions): CreateAction {
  const root = options.root === undefined ? suggestion.root : rootOf(options.root);
  const name =
    options.name ?? (options.root === undefined ? suggestion.name : root.slice(root.lastIndexOf('/') + 1));
  return {
    kind: 'create',
    root,
    name,
    type: suggestion.type,
    format: options.format ?? suggestion.format,
    sources: suggestion.files.map(({ handle }) => handle),
    options: createOptions(suggestion.options, options),
  };
}

/** `assets create`: what is not said is guessed from the files; the guesses that may surprise are told. */
export const assetsCreateVerb: Verb<AssetsCreateOptions> = changeVerb(({ state, offer }, options) => {
  const paths = [...(options.file ?? []), ...paletteFiles(options)];
  if (paths.length === 0 && options.type === undefined && options.format === undefined) {
    throw new StudioError('USAGE', 'Name the files of the asset with --file, or its kind with --type.');
  }
  const taken = new Set([
    ...state.snapshot.assets.map(({ entry }) => entry.root),
    ...state.snapshot.unregistered.map(({ root }) => root),
  ]);
  const suggestions = suggest(paths.map(offer), taken, options);
  return {
    actions: suggestions.map((suggestion) => toAction(suggestion, options)),
    warnings: suggestions.flatMap(({ concerns }) => concerns),
  };
});
