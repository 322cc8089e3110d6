import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { openDiskTree } from '#core/node/disk-tree.ts';
import { REPLACE_TEMP_PREFIX } from '#core/node/durable-replace.ts';
import { recoverSet } from '#core/node/promote-set.ts';
import { OUTPUT_FILES } from '#core/packer/output-files.ts';
import { validate } from '#schemas/validate.ts';
import type { CrashTarget } from './torment.ts';
import type { TracedRun } from './strace.ts';

/** A project on the disk that a verb of the real command line is killed or failed in. */
export interface CommandLineCase {
  readonly name: string;
  /** The program: `out/cli/main.js`. */
  readonly program: string;
  /** An empty folder of the case's own. */
  readonly base: string;
  /** Arguments of the verb, the project folder among them. */
  readonly args: (project: string) => readonly string[];
  /** Fills an empty folder with the project as it is before the run; called once. */
  readonly make: (project: string) => void;
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
}

export type FileBytes = ReadonlyMap<string, string>;

/** What the verbs under test have in common: a project that is made once and put back before each run. */
export class CommandLineScene {
  readonly project: string;
  readonly traced: CrashTarget['traced'];
  readonly #case: CommandLineCase;
  readonly #template: string;

  constructor(described: CommandLineCase) {
    this.#case = described;
    // Every path of interest holds this word, and no other path does (`TracedCommand.marker`).
    this.project = join(described.base, `crash-${described.name}`);
    this.#template = join(described.base, 'template');
    fs.mkdirSync(this.#template);
    described.make(this.#template);
    this.traced = {
      command: [process.execPath, described.program, ...described.args(this.project), '--json'],
      cwd: described.base,
      marker: basename(this.project),
    };
  }

  /** The project as it was before the run: same bytes, other inodes. */
  prepare(): void {
    fs.rmSync(this.project, { recursive: true, force: true });
    fs.cpSync(this.#template, this.project, { recursive: true, preserveTimestamps: true });
  }

  run(...args: readonly string[]): Ended {
    const program = [this.#case.program, ...args, '--json'];
    return spawnSync(process.execPath, program, { cwd: this.#case.base, encoding: 'utf8' });
  }

  rerun(): Ended {
    return this.run(...this.#case.args(this.project));
  }

  /** The four outputs as they are, a missing one as such. */
  outputs(): FileBytes {
    return new Map(
      OUTPUT_FILES.map((name) => {
        const path = join(this.project, 'build', name);
        return [name, fs.existsSync(path) ? fs.readFileSync(path, 'latin1') : 'missing'];
      }),
    );
  }

  registry(): string {
    const path = join(this.project, 'assets/.prometeu/index.json');
    return fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : 'missing';
  }

  /** Everything that a run may leave and the next one must not: staging, temps, locks. */
  litter(): readonly string[] {
    if (!fs.existsSync(this.project)) return [];
    const paths = fs.readdirSync(this.project, { recursive: true, encoding: 'utf8' });
    return paths.filter((path) => {
      const name = basename(path);
      return name.startsWith(REPLACE_TEMP_PREFIX) || name === '.pack-studio' || /^lock(\.|$)/u.test(name);
    });
  }
}

/** A failed call must be told as a coded document with exit 3; a killed program tells nothing. */
function assertTold(label: string, run: TracedRun): void {
  if (run.killed || run.exitCode === 0) return;
  assert.equal(run.exitCode, 3, `${label}: exit ${String(run.exitCode)}: ${run.stdout}${run.stderr}`);
  const document: unknown = JSON.parse(run.stdout);
  const error: unknown = Reflect.get(document as object, 'error');
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  assert.match(String(code), /^(IO_NO_SPACE|IO_FAILED|IO_DENIED)$/u, `${label}: ${run.stdout}`);
}

/** `pack`, over an older set or for the first time: old set or new set, registry untouched, a rerun heals (C1 C2). */
export function packTarget(described: CommandLineCase): CrashTarget {
  const scene = new CommandLineScene(described);
  scene.prepare();
  const oldSet = scene.outputs();
  const registry = scene.registry();
  assert.equal(scene.rerun().status, 0, `${described.name}: packs untouched`);
  const newSet = scene.outputs();
  assert.notDeepEqual(newSet, oldSet, `${described.name}: there is something to pack`);
  return {
    name: described.name,
    traced: scene.traced,
    prepare: () => {
      scene.prepare();
    },
    checkLeft: (label, run) => {
      assertTold(label, run);
      assert.equal(scene.registry(), registry, `${label}: the registry was touched`);
      const left = scene.outputs();
      const failed = !run.killed && run.exitCode !== 0;
      if (failed) assert.ok(isEither(left, oldSet, newSet) || hasJournal(scene), `${label}: neither set`);
      recoverSet(openDiskTree(scene.project, { writable: true }));
      assert.ok(isEither(scene.outputs(), oldSet, newSet), `${label}: neither the old set nor the new one`);
    },
    checkHealed: (label) => {
      const rerun = scene.rerun();
      assert.equal(rerun.status, 0, `${label}: the rerun fails: ${rerun.stdout}`);
      assert.deepEqual(scene.outputs(), newSet, `${label}: the rerun does not heal`);
      assert.deepEqual(scene.litter(), [], `${label}: litter`);
      assert.deepEqual(fs.readdirSync(join(scene.project, 'build')).sort(), [...OUTPUT_FILES].sort(), label);
    },
  };
}

function isEither(set: FileBytes, oldSet: FileBytes, newSet: FileBytes): boolean {
  return [oldSet, newSet].some((other) => [...other].every(([name, bytes]) => set.get(name) === bytes));
}

function hasJournal(scene: CommandLineScene): boolean {
  return fs.existsSync(join(scene.project, 'build/.pack-studio/journal.json'));
}

export interface MutationChecks {
  /** Whether the change is there. */
  readonly isDone: (project: string) => boolean;
  /**
   * Verbs with which a person goes on where the rerun says that something is in the way; the last one must leave a
   * project that packs.
   */
  readonly goOn?: (project: string) => readonly (readonly string[])[];
}

/** A verb that changes registry or workspace: the registry is never lost, nothing of the artists is (C1 C4). */
export function mutationTarget(described: CommandLineCase, checks: MutationChecks): CrashTarget {
  const scene = new CommandLineScene(described);
  scene.prepare();
  const ids = registeredIds(scene.registry());
  const inputs = inputBytes(scene.project);
  return {
    name: described.name,
    traced: scene.traced,
    prepare: () => {
      scene.prepare();
    },
    checkLeft: (label, run) => {
      assertTold(label, run);
      const registry = scene.registry();
      if (ids !== undefined || registry !== 'missing') {
        const checked = validate('index', JSON.parse(registry));
        assert.ok(checked.ok, `${label}: the registry is torn: ${registry}`);
      }
      const left = inputBytes(scene.project);
      for (const [bytes, count] of inputs) {
        assert.ok((left.get(bytes) ?? 0) >= count, `${label}: a file of the artists is gone`);
      }
      const doctor = scene.run('doctor', scene.project, '--all');
      assert.ok([0, 1].includes(doctor.status ?? -1), `${label}: the doctor fails: ${doctor.stdout}`);
    },
    checkHealed: (label) => {
      const rerun = scene.rerun();
      if (rerun.status === 0) {
        assert.ok(checks.isDone(scene.project), `${label}: not done after the rerun: ${rerun.stdout}`);
      } else {
        const { error } = JSON.parse(rerun.stdout) as { error?: { code: string } };
        assert.ok(RERUN_CODES.has(error?.code ?? ''), `${label}: the rerun fails: ${rerun.stdout}`);
      }
      let packed = scene.run('pack', scene.project);
      for (const args of checks.goOn?.(scene.project) ?? []) {
        if (packed.status === 0) break;
        scene.run(...args);
        packed = scene.run('pack', scene.project);
      }
      assert.equal(packed.status, 0, `${label}: does not pack: ${packed.stdout}`);
      // Temps outside the studio's own folders go with the next change of the workspace, which looks everywhere.
      if (scene.litter().length > 0)
        scene.run('assets', 'create', scene.project, '--type', 'raw', '--root', 'next');
      assert.deepEqual(scene.litter(), [], `${label}: litter`);
    },
  };
}

/** How a verb says that it is done already, or that what a killed run left is in the way. */
const RERUN_CODES: ReadonlySet<string> = new Set([
  'ACTION_BLOCKED',
  'ASSET_NOT_FOUND',
  'PROJECT_EXISTS',
  'TARGET_EXISTS',
]);

function registeredIds(registry: string): readonly number[] | undefined {
  if (registry === 'missing') return undefined;
  const { assets } = JSON.parse(registry) as { assets: { asset_id: number }[] };
  return assets.map(({ asset_id: id }) => id);
}

/** How often each content of an input file occurs below `assets/`, quarantine included. */
function inputBytes(project: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const folder = join(project, 'assets');
  if (!fs.existsSync(folder)) return counts;
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(png|wav|bin)$|^asset\.json$/u.test(entry.name)) continue;
    const bytes = fs.readFileSync(join(entry.parentPath, entry.name), 'latin1');
    counts.set(bytes, (counts.get(bytes) ?? 0) + 1);
  }
  return counts;
}
