import { monoCommand, resampleCommand } from '#core/banks/sound/conversion-command.ts';
import { isSampleRate, SAMPLE_RATES } from '#core/banks/sound/sound-layout.ts';
import type { TileSize } from '#core/banks/glyph/glyph-layout.ts';
import type { CreateSuggestion } from '#schemas/contract/views.ts';
import type { AssetType, FormatId } from '#schemas/scalars.ts';
import type { Guess } from './asset-guess.ts';
import { commonTileSize, describeBank, guessGlyphBanks } from './guess-glyph-banks.ts';
import {
  readSourceFacts,
  type ImageFacts,
  type OfferedFile,
  type SoundFacts,
  type SourceFacts,
} from './source-facts.ts';
import { FreeRoots, nameClashes, nameOf } from './suggested-names.ts';

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
  const roots = new FreeRoots(takenRoots);
  return guesses.map((guess) => toSuggestion(guess, roots));
}

function toSuggestion({ type, files, options, reason, concerns }: Guess, roots: FreeRoots): CreateSuggestion {
  const root = roots.take(FOLDERS[type], nameOf(files));
  return {
    root,
    name: root.slice(root.lastIndexOf('/') + 1),
    type,
    format: FORMATS[type],
    files: files.map(({ handle, source }) => ({ handle, name: source.name })),
    options,
    reason,
    concerns: [...nameClashes(files), ...concerns],
  };
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
  return toSuggestion({ ...guessAs(wanted, facts, said.tileSize), files }, new FreeRoots(takenRoots));
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
  const problem = 'problem' in fact ? [fact.problem] : [];
  return {
    type: 'raw',
    files: [fact.file],
    options: {},
    reason: `${fact.file.source.name} is neither PNG nor WAV: packed byte for byte as it is.`,
    concerns: problem,
  };
}
