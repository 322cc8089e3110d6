import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { DiskProject } from '#core/testing/disk-project.ts';
import { drawImage, opaque } from '#core/testing/glyph-art.ts';
import { type CommandLineCase, mutationTarget, packTarget } from './command-line-target.ts';
import type { CrashTarget } from './torment.ts';

/** A verb under test by its name: makes the target in an empty folder of its own. */
export type CaseMaker = (program: string, base: string) => CrashTarget;

function existing(project: string, program: string): DiskProject {
  const made = DiskProject.small(project);
  const packed = spawnSync(process.execPath, [program, 'pack', project], { encoding: 'utf8' });
  if (packed.status !== 0) throw new Error(`the project does not pack: ${packed.stderr}`);
  return made;
}

function registryHas(project: string, text: string): boolean {
  return fs.readFileSync(join(project, 'assets/.prometeu/index.json'), 'utf8').includes(text);
}

const described = (
  name: string,
  program: string,
  base: string,
  args: CommandLineCase['args'],
  make: CommandLineCase['make'],
): CommandLineCase => ({ name, program, base, args, make });

/** `pack` into an empty `build/`. */
export const firstPack: CaseMaker = (program, base) =>
  packTarget(
    described(
      'first-pack',
      program,
      base,
      (project) => ['pack', project],
      (project) => void DiskProject.small(project),
    ),
  );

/** `pack` over an older set, every output of which differs. */
export const packAgain: CaseMaker = (program, base) =>
  packTarget(
    described(
      'pack-again',
      program,
      base,
      (project) => ['pack', project],
      (project) => {
        const made = existing(project, program);
        made.write(
          'assets/art/hero/tile-1.png',
          drawImage(8, 8, () => opaque('#123456')),
        );
        made.addRaw(4, 'data/more', 'level two');
        made.editDeclaration('data/level', { preload: { enabled: true } });
      },
    ),
  );

export const initProject: CaseMaker = (program, base) =>
  mutationTarget(
    described(
      'init',
      program,
      base,
      (project) => ['init', project],
      () => undefined,
    ),
    { isDone: (project) => registryHas(project, 'next_asset_id') },
  );

export const createAsset: CaseMaker = (program, base) => {
  const file = join(base, 'new.png');
  fs.writeFileSync(
    file,
    drawImage(8, 8, () => opaque('#abcdef')),
  );
  return mutationTarget(
    described(
      'create',
      program,
      base,
      (project) => ['assets', 'create', project, '--file', file, '--root', 'art/new', '--tile-size', '8'],
      (project) => void existing(project, program),
    ),
    { isDone: (project) => registryHas(project, '"art/new"') },
  );
};

export const registerAsset: CaseMaker = (program, base) =>
  mutationTarget(
    described(
      'register',
      program,
      base,
      (project) => ['assets', 'register', project, '--root', 'data/loose'],
      (project) => {
        const made = existing(project, program);
        made.write('assets/data/loose/data.bin', 'loose');
        made.write('assets/data/loose/asset.json', looseDeclaration(made));
      },
    ),
    { isDone: (project) => registryHas(project, '"data/loose"') },
  );

function looseDeclaration(project: DiskProject): string {
  return project
    .read('assets/data/level/asset.json')
    .toString()
    .replace(/-[0-9a-f]{12}"/u, '-0000000000ff"');
}

export const quarantineAsset: CaseMaker = (program, base) =>
  mutationTarget(
    described(
      'quarantine',
      program,
      base,
      (project) => ['assets', 'quarantine', project, '--asset', '3'],
      (project) => void existing(project, program),
    ),
    {
      isDone: (project) => !registryHas(project, '"data/level"'),
      goOn: (project) => [['assets', 'restore', project, '--root', 'data/level']],
    },
  );

export const restoreAsset: CaseMaker = (program, base) =>
  mutationTarget(
    described(
      'restore',
      program,
      base,
      (project) => ['assets', 'restore', project, '--root', 'data/level'],
      (project) => {
        existing(project, program);
        spawnSync(process.execPath, [program, 'assets', 'quarantine', project, '--asset', '3']);
      },
    ),
    {
      isDone: (project) =>
        registryHas(project, '"data/level"') && fs.existsSync(join(project, 'assets/data/level')),
    },
  );

export const PACK_CASES: readonly CaseMaker[] = [firstPack, packAgain];
export const MUTATION_CASES: readonly CaseMaker[] = [
  initProject,
  createAsset,
  registerAsset,
  quarantineAsset,
  restoreAsset,
];
