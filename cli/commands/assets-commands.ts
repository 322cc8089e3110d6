import type { Command } from 'commander';
import { ASSET_TYPES, FORMAT_IDS } from '#schemas/scalars.ts';
import { choiceOf, collect, integerBetween, integerOf } from '../option-values.ts';
import type {
  DuplicateOptions,
  ReferenceOptions,
  RelocateOptions,
  SimpleChange,
} from '../verbs/assets-change.ts';
import type { AssetsCreateOptions } from '../verbs/assets-create.ts';
import type { AssetsListOptions } from '../verbs/assets-list.ts';
import type { AssetsShowOptions } from '../verbs/assets-show.ts';
import {
  helpWithExamples,
  PROJECT_ARGUMENT,
  type CommandHost,
  type JsonOption,
  type LoadVerb,
} from './command-host.ts';

const ASSET_FLAG = '--asset <id|address>';
const ROOT_FLAG = '--root <path>';
const QUARANTINE_FLAG = '--quarantine <id>';

interface SimpleChangeText {
  readonly change: SimpleChange;
  readonly summary: string;
  readonly description: string;
  readonly example: string;
  /** Which options name what the change is about. */
  readonly named: readonly ('asset' | 'root' | 'quarantine')[];
}

const SIMPLE_CHANGE_TEXTS: readonly SimpleChangeText[] = [
  {
    change: 'register',
    summary: 'give folders with an asset.json their ids',
    description: 'Registers folders that carry an asset.json: each gets the next id and goes into the build.',
    example: 'pack-studio assets register --root art/hero',
    named: ['asset', 'root'],
  },
  {
    change: 'adopt',
    summary: 'register copied folders as assets of their own',
    description: 'Registers folders and gives each that is a copy of another asset an identity of its own.',
    example: 'pack-studio assets adopt --root "art/hero copy"',
    named: ['asset', 'root'],
  },
  {
    change: 'forget',
    summary: 'take assets out of the registry; files stay',
    description: 'Takes assets out of the registry. Their files stay; their ids are never given again.',
    example: 'pack-studio assets forget --asset 3',
    named: ['asset'],
  },
  {
    change: 'include',
    summary: 'pack assets again',
    description: 'Puts assets back into the build.',
    example: 'pack-studio assets include --asset art/hero',
    named: ['asset'],
  },
  {
    change: 'exclude',
    summary: 'leave assets out of the pack',
    description: 'Leaves assets out of the build; they stay registered.',
    example: 'pack-studio assets exclude --asset 3 --asset 4',
    named: ['asset'],
  },
  {
    change: 'quarantine',
    summary: 'set assets aside; restore brings them back',
    description:
      'Sets assets aside, registered or not: their folders leave the workspace until they are restored.',
    example: 'pack-studio assets quarantine --asset assets/art/hero',
    named: ['asset', 'root'],
  },
  {
    change: 'restore',
    summary: 'bring assets back from quarantine',
    description: 'Brings assets back from quarantine to where they were, with the ids that they had.',
    example: 'pack-studio assets restore --root art/hero',
    named: ['quarantine', 'asset', 'root'],
  },
  {
    change: 'purge',
    summary: 'delete assets in quarantine for good',
    description: 'Deletes assets that are in quarantine. There is no way back.',
    example: 'pack-studio assets purge --root art/hero',
    named: ['quarantine', 'asset', 'root'],
  },
];

const NAMED_OPTIONS = {
  asset: { flags: ASSET_FLAG, description: 'id or address; may be given several times' },
  root: { flags: ROOT_FLAG, description: 'folder relative to assets/; may be given several times' },
  quarantine: { flags: QUARANTINE_FLAG, description: 'as assets list shows it; may be given several times' },
} as const;

/** `assets …`: the registry and the roots of a project. */
export function addAssetsCommands(program: Command, host: CommandHost): void {
  const assets = program
    .command('assets')
    .summary('list, make, register, move and set aside assets')
    .description('Everything about single assets: each is a folder below assets/ with an asset.json.')
    .addHelpText(
      'after',
      helpWithExamples([
        'pack-studio assets list',
        'pack-studio assets create --file hero.png',
        'pack-studio assets show --asset art/hero',
      ]),
    );
  addReading(assets, host);
  addMaking(assets, host);
  for (const text of SIMPLE_CHANGE_TEXTS) addSimpleChange(assets, host, text);
  addRelocate(assets, host);
}

function addReading(assets: Command, host: CommandHost): void {
  const loadList: LoadVerb<AssetsListOptions> = async () =>
    (await import('../verbs/assets-list.ts')).assetsListVerb;
  const list = assets
    .command('list')
    .summary('all assets, with the address → id map')
    .description(
      'Lists all assets, registered or not, and what is in quarantine. With --json, game code finds ids by address.',
    )
    .argument(...PROJECT_ARGUMENT)
    .action(async (project: string | undefined, options: JsonOption) => {
      await host.run(loadList, { ...options, project });
    });
  host.define(list, loadList, ['pack-studio assets list', 'pack-studio assets list my-game --json']);

  const loadShow: LoadVerb<AssetsShowOptions> = async () =>
    (await import('../verbs/assets-show.ts')).assetsShowVerb;
  const show = assets
    .command('show')
    .summary('one asset: declaration, files, findings')
    .description(
      'Shows one asset with its declaration, its files, what the pack holds of it and what is wrong with it.',
    )
    .argument(...PROJECT_ARGUMENT)
    .requiredOption(ASSET_FLAG, 'id or address')
    .action(async (project: string | undefined, options: Omit<AssetsShowOptions, 'project'> & JsonOption) => {
      await host.run(loadShow, { ...options, project });
    });
  host.define(show, loadShow, [
    'pack-studio assets show --asset 1',
    'pack-studio assets show --asset assets/art/hero',
  ]);
}

function addMaking(assets: Command, host: CommandHost): void {
  const loadCreate: LoadVerb<AssetsCreateOptions> = async () =>
    (await import('../verbs/assets-create.ts')).assetsCreateVerb;
  const create = assets
    .command('create')
    .summary('make an asset of PNG, WAV or other files')
    .description(
      'Copies files into a new root, writes its asset.json and registers it. What is not said is guessed from the files.',
    )
    .argument(...PROJECT_ARGUMENT)
    .option('--file <path>', 'file to copy in; may be given several times, the first is artifact 0', collect)
    .option(ROOT_FLAG, 'new folder relative to assets/')
    .option('--name <text>', 'name of the asset (default: the last folder of its root)')
    .addOption(choiceOf('--type <type>', 'kind of the asset', ASSET_TYPES))
    .addOption(choiceOf('--format <format>', 'format in the pack', FORMAT_IDS))
    .option('--tile-size <n>', 'pixels of a tile: 8, 16 or 32', integerOf([8, 16, 32]))
    .option('--grid', 'cut images into tiles')
    .option(
      '--palettes <auto|file>',
      'derive the palettes, or a palette file; files may be given several times',
      collect,
    )
    .addOption(choiceOf('--channels <how>', 'what becomes of two channels', ['left', 'right', 'mix']))
    .option('--preload', 'load it when the game boots')
    .option('--slot <n>', 'slot to load it into, 0 to 15', integerBetween(0, 15))
    .action(async (project: string | undefined, options: AssetsCreateOptions & JsonOption) => {
      await host.run(loadCreate, { ...options, project });
    });
  host.define(create, loadCreate, [
    'pack-studio assets create --file hero.png --file hero.gpl',
    'pack-studio assets create --root art/hero --name Hero --type glyph_bank --tile-size 16 --file hero.png',
    'pack-studio assets create my-game --file steps.wav --channels mix --preload --slot 2',
  ]);

  const loadDuplicate: LoadVerb<DuplicateOptions> = async () =>
    (await import('../verbs/assets-change.ts')).duplicateVerb;
  const duplicate = assets
    .command('duplicate')
    .summary('copy an asset, with an id of its own')
    .description('Copies the whole root of an asset; the copy gets a uuid and an id of its own.')
    .argument(...PROJECT_ARGUMENT)
    .requiredOption(ASSET_FLAG, 'id or address')
    .requiredOption(ROOT_FLAG, 'new folder relative to assets/')
    .option('--name <text>', 'name of the copy (default: the same)')
    .action(async (project: string | undefined, options: Omit<DuplicateOptions, 'project'> & JsonOption) => {
      await host.run(loadDuplicate, { ...options, project });
    });
  host.define(duplicate, loadDuplicate, [
    'pack-studio assets duplicate --asset 1 --root art/hero-night --name "Hero at night"',
  ]);
}

function addSimpleChange(assets: Command, host: CommandHost, text: SimpleChangeText): void {
  const load: LoadVerb<ReferenceOptions> = async () =>
    (await import('../verbs/assets-change.ts')).simpleChangeVerb(text.change);
  const command = assets
    .command(text.change)
    .summary(text.summary)
    .description(text.description)
    .argument(...PROJECT_ARGUMENT);
  for (const name of text.named) {
    const { flags, description } = NAMED_OPTIONS[name];
    command.option(flags, description, collect);
  }
  command.action(async (project: string | undefined, options: ReferenceOptions & JsonOption) => {
    await host.run(load, { ...options, project });
  });
  host.define(command, load, [text.example]);
}

function addRelocate(assets: Command, host: CommandHost): void {
  const load: LoadVerb<RelocateOptions> = async () =>
    (await import('../verbs/assets-change.ts')).relocateVerb;
  const relocate = assets
    .command('relocate')
    .summary('move an asset; its ids stay')
    .description(
      'Moves the folder of an asset, or where it was moved already, tells the registry. Both ids stay.',
    )
    .argument(...PROJECT_ARGUMENT)
    .requiredOption(ASSET_FLAG, 'id or address')
    .requiredOption('--to <path>', 'new folder relative to assets/')
    .action(async (project: string | undefined, options: Omit<RelocateOptions, 'project'> & JsonOption) => {
      await host.run(load, { ...options, project });
    });
  host.define(relocate, load, ['pack-studio assets relocate --asset 1 --to art/characters/hero']);
}
