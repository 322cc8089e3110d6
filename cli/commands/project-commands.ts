import type { Command } from 'commander';
import { integerBetween } from '../option-values.ts';
import type { DoctorOptions } from '../verbs/doctor.ts';
import type { InitOptions } from '../verbs/init.ts';
import type { PackOptions } from '../verbs/pack.ts';
import type { RebuildDigestsOptions } from '../verbs/rebuild-digests.ts';
import { PROJECT_ARGUMENT, type CommandHost, type JsonOption, type LoadVerb } from './command-host.ts';

/** `init`, `doctor`, `pack`: what is done to a project as a whole. */
export function addProjectCommands(program: Command, host: CommandHost): void {
  const loadInit: LoadVerb<InitOptions> = async () => (await import('../verbs/init.ts')).initVerb;
  const init = program
    .command('init')
    .summary('make a folder a project')
    .description('Makes a folder a project: writes the registry assets/.prometeu/index.json.')
    .argument(...PROJECT_ARGUMENT)
    .action(async (project: string | undefined, options: JsonOption) => {
      await host.run(loadInit, { ...options, project });
    });
  host.define(init, loadInit, ['pack-studio init', 'pack-studio init my-game']);

  const loadDoctor: LoadVerb<DoctorOptions> = async () => (await import('../verbs/doctor.ts')).doctorVerb;
  const doctor = program
    .command('doctor')
    .summary('say what is wrong, and mend what needs no decision')
    .description('Looks at registry, declarations and files, and says what is wrong, where, and what to do.')
    .argument(...PROJECT_ARGUMENT)
    .option('--all', 'look at the whole workspace, also at what is not registered')
    .option('--fix', 'apply all fixes that need no decision')
    .action(async (project: string | undefined, options: DoctorOptions & JsonOption) => {
      await host.run(loadDoctor, { ...options, project });
    });
  host.define(doctor, loadDoctor, [
    'pack-studio doctor',
    'pack-studio doctor my-game --all',
    'pack-studio doctor --fix --json',
  ]);

  const loadPack: LoadVerb<PackOptions> = async () => (await import('../verbs/pack.ts')).packVerb;
  const pack = program
    .command('pack')
    .summary('write build/assets.pa and its companions')
    .description(
      'Checks the project and writes build/assets.pa with its three companions; only what changed is encoded.',
    )
    .argument(...PROJECT_ARGUMENT)
    .option('--watch', 'pack again after every change, until Ctrl-C; with --json one document a line')
    .option('--jobs <n>', 'how many workers encode at once (default: one per core)', integerBetween(1, 64))
    .option('--verify-rebuild', 'encode everything again in a second process and compare')
    .action(async (project: string | undefined, options: PackOptions & JsonOption) => {
      await host.run(loadPack, { ...options, project });
    });
  host.define(pack, loadPack, [
    'pack-studio pack',
    'pack-studio pack my-game --json',
    'pack-studio pack --watch',
    'pack-studio pack --verify-rebuild',
  ]);

  const loadRebuild: LoadVerb<RebuildDigestsOptions> = async () =>
    (await import('../verbs/rebuild-digests.ts')).rebuildDigestsVerb;
  const rebuild = program
    .command('rebuild-digests', { hidden: true })
    .description(
      'The second process of pack --verify-rebuild: packs into a private folder and prints the digests.',
    )
    .argument('<project>', 'project folder')
    .option('--jobs <n>', 'how many workers', integerBetween(1, 64))
    .action(async (project: string, options: JsonOption & { readonly jobs?: number }) => {
      await host.run(loadRebuild, { ...options, project });
    });
  host.define(rebuild, loadRebuild, ['pack-studio rebuild-digests my-game --json']);
}
