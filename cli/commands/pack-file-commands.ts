import type { Command } from 'commander';
import { collect, integerBetween, sha256Digest } from '../option-values.ts';
import type { ExtractOptions } from '../verbs/extract.ts';
import type { InspectOptions } from '../verbs/inspect.ts';
import type { VerifyPackOptions } from '../verbs/verify-pack.ts';
import type { CommandHost, JsonOption, LoadVerb } from './command-host.ts';

/** `inspect`, `verify-pack`, `extract`: what is done with a pack alone. */
export function addPackFileCommands(program: Command, host: CommandHost): void {
  const loadInspect: LoadVerb<InspectOptions> = async () => (await import('../verbs/inspect.ts')).inspectVerb;
  const inspect = program
    .command('inspect')
    .summary('show what is in a pack, byte by byte accounted for')
    .description('Shows prelude, asset table, preload and coverage of a pack, and what is wrong with it.')
    .argument('<file>', 'pack file')
    .action(async (file: string, options: JsonOption) => {
      await host.run(loadInspect, { ...options, file });
    });
  host.define(inspect, loadInspect, [
    'pack-studio inspect build/assets.pa',
    'pack-studio inspect build/assets.pa --json',
  ]);

  const loadVerify: LoadVerb<VerifyPackOptions> = async () =>
    (await import('../verbs/verify-pack.ts')).verifyPackVerb;
  const verify = program
    .command('verify-pack')
    .summary('check a pack: complete, valid, authentic')
    .description(
      'Checks every rule of a pack and answers three questions: is it complete, is it valid, is it the one expected.',
    )
    .argument('<file>', 'pack file')
    .option('--against <dir>', 'a build/ folder whose companions must say the same')
    .option('--expect-sha256 <hex>', 'the digest that the pack must have', sha256Digest)
    .action(async (file: string, options: Omit<VerifyPackOptions, 'file'> & JsonOption) => {
      await host.run(loadVerify, { ...options, file });
    });
  host.define(verify, loadVerify, [
    'pack-studio verify-pack build/assets.pa --against build',
    'pack-studio verify-pack assets.pa --expect-sha256 5e7ee860…',
  ]);

  const loadExtract: LoadVerb<ExtractOptions> = async () => (await import('../verbs/extract.ts')).extractVerb;
  const extract = program
    .command('extract')
    .summary('take assets out of a pack')
    .description('Writes <id>.bin with the stored bytes, or with --decoded <id>.png and <id>-<index>.wav.')
    .argument('<file>', 'pack file')
    .requiredOption('--asset <id>', 'asset id, as inspect shows it; may be given several times', collect)
    .option('--decoded', 'sheets as PNG and samples as WAV')
    .option('--palette <n>', 'palette slot that a sheet is shown in (default: 0)', integerBetween(0, 63))
    .option('--out <dir>', 'folder to write to (default: the current folder)')
    .option('--force', 'replace files that hold something else')
    .action(async (file: string, options: Omit<ExtractOptions, 'file'> & JsonOption) => {
      await host.run(loadExtract, { ...options, file });
    });
  host.define(extract, loadExtract, [
    'pack-studio extract build/assets.pa --asset 3 --out extracted',
    'pack-studio extract build/assets.pa --asset 1 --decoded --palette 2',
  ]);
}
