import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram, type Contender } from '../measure.ts';

/** The command line as people start it. */
export const COMMAND_LINE = fileURLToPath(new URL('../../bin/pack-studio.mjs', import.meta.url));

/** Removes what packing left in a project: outputs, staging and cache. */
export function forgetPacks(project: string): void {
  rmSync(join(project, 'build'), { recursive: true, force: true });
  rmSync(join(project, 'assets/.prometeu/cache.json'), { force: true });
  rmSync(join(project, 'assets/.prometeu/runs'), { recursive: true, force: true });
}

/** A pack from nothing by the command line, in a process of its own. */
export function cleanPack(project: string, jobs?: number): Contender {
  return {
    name: jobs === undefined ? 'pack-studio' : `pack-studio --jobs ${jobs}`,
    prepare: () => forgetPacks(project),
    run: () =>
      runProgram(process.execPath, [
        COMMAND_LINE,
        'pack',
        project,
        '--json',
        ...(jobs === undefined ? [] : ['--jobs', String(jobs)]),
      ]),
  };
}

/** Largest resident set of a program in bytes, as Linux counts it (`VmHWM`), over the process and its children. */
export async function peakMemory(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakBytes = 0;
  const timer = setInterval(() => {
    if (child.pid !== undefined) peakBytes = Math.max(peakBytes, residentPeakOf(child.pid));
  }, 10);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  if (peakBytes === 0) throw new Error('the peak of the resident set could not be read from /proc');
  return peakBytes;
}

function residentPeakOf(pid: number): number {
  try {
    const own = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter((text) => text !== '');
    return (
      Number(own ?? 0) * 1024 + children.reduce((sum, childPid) => sum + residentPeakOf(Number(childPid)), 0)
    );
  } catch (error) {
    // The process ended between two looks.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return 0;
    throw error;
  }
}

/** Packs a project, whatever state it is in; throws where that does not succeed. */
export function packOnce(project: string): void {
  execFileSync(process.execPath, [COMMAND_LINE, 'pack', project, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Everything below `build/` that is not one of the four outputs: what a stopped pack must not leave. */
export function leftovers(project: string): readonly string[] {
  const build = join(project, 'build');
  if (!existsSync(build)) return [];
  const outputs = new Set(['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json']);
  return readdirSync(build, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !(entry.parentPath === build && outputs.has(entry.name)))
    .map((entry) => entry.name);
}

/** An empty folder for a scenario's own files. */
export function freshFolder(path: string): string {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}
