import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDiskTree } from '#core/node/disk-tree.ts';
import { recoverSet } from '#core/node/promote-set.ts';
import { outputsOf, registryOf } from './promote-state.ts';
import type { CrashTarget } from './torment.ts';

const PROGRAM = fileURLToPath(new URL('./promote-program.ts', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The promotion of a set by a program of its own, in a project folder made for it.
 *
 * @param root an empty folder whose name ends in something that no other path contains
 */
export function promoteTarget(root: string): CrashTarget {
  const traced = {
    command: [process.execPath, PROGRAM, root, 'new'],
    cwd: REPOSITORY,
    marker: basename(root).replace(/^.*-/, ''),
  } as const;
  return {
    name: 'promote',
    traced,
    prepare: () => {
      fs.rmSync(join(root, 'build'), { recursive: true, force: true });
      fs.rmSync(join(root, 'assets'), { recursive: true, force: true });
      fs.mkdirSync(join(root, 'build'));
      fs.mkdirSync(join(root, 'assets/.prometeu'), { recursive: true });
      for (const [name, bytes] of outputsOf('old')) fs.writeFileSync(join(root, 'build', name), bytes);
      fs.writeFileSync(join(root, 'build/mine.txt'), 'mine');
      fs.writeFileSync(join(root, 'assets/.prometeu/index.json'), registryOf('old'));
    },
    checkLeft: (label) => {
      recoverSet(openDiskTree(root, { writable: true }));
      const outputs = readOutputs(root);
      assert.ok(
        ['old', 'new'].some((version) => equals(outputs, outputsOf(version))),
        `${label}: the set is mixed`,
      );
      assert.equal(fs.readFileSync(join(root, 'build/mine.txt'), 'utf8'), 'mine', label);
      const registry = fs.readFileSync(join(root, 'assets/.prometeu/index.json'));
      assert.ok(
        ['old', 'new'].some((version) => registry.equals(registryOf(version))),
        `${label}: the registry is torn`,
      );
    },
    checkHealed: (label) => {
      const [program, ...args] = traced.command;
      const rerun = spawnSync(program, args, { cwd: REPOSITORY, encoding: 'utf8' });
      assert.equal(rerun.status, 0, `${label}: the rerun fails: ${rerun.stderr}`);
      assert.ok(equals(readOutputs(root), outputsOf('new')), `${label}: the rerun does not heal`);
      assert.deepEqual(fs.readdirSync(join(root, 'assets/.prometeu')), ['index.json'], `${label}: litter`);
      assert.deepEqual(
        fs.readdirSync(join(root, 'build')).sort(),
        [...outputsOf('new').keys(), 'mine.txt'].sort(),
        label,
      );
    },
  };
}

function readOutputs(root: string): ReadonlyMap<string, Uint8Array> {
  return new Map(
    [...outputsOf('new').keys()].map((name) => [name, fs.readFileSync(join(root, 'build', name))]),
  );
}

function equals(a: ReadonlyMap<string, Uint8Array>, b: ReadonlyMap<string, Uint8Array>): boolean {
  return [...a].every(([name, bytes]) => Buffer.from(bytes).equals(b.get(name) ?? Buffer.alloc(0)));
}
