import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageInfo from '../package.json' with { type: 'json' };
import { StudioError } from '#core/errors.ts';
import { createStudio } from '#core/services/create-studio.ts';
import { configFolder, platformName } from './config-folder.ts';
import { rebuildByThisProgram } from './rebuild-command.ts';
import { shown } from './reporters/human/style.ts';
import { startLoopbackHost, type LoopbackHost } from './serve/loopback-host.ts';
import type { Terminal } from './terminal.ts';

export interface ServeRequest {
  readonly roots: readonly string[];
  readonly port?: number | undefined;
}

/** The folder of this program: three levels above the bundle, one above the sources. */
export function programFolder(): string {
  const here = fileURLToPath(import.meta.url);
  return here.endsWith('.ts') ? dirname(dirname(here)) : dirname(dirname(dirname(here)));
}

/** The example project, where it is shipped. */
export function exampleFolder(): string | undefined {
  const folder = join(programFolder(), 'examples/lantern-cave');
  return existsSync(folder) ? folder : undefined;
}

function folderAt(terminal: Terminal, root: string): string {
  const path = resolve(terminal.cwd, root);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new StudioError('PROJECT_NOT_FOUND', `There is no folder "${path}".`);
  if (!stats.isDirectory()) throw new StudioError('PROJECT_NOT_A_FOLDER', `"${path}" is not a folder.`);
  return path;
}

/**
 * Serves the studio to a browser of this machine. Folders with `assets/` are opened as projects; all named ones can
 * be browsed.
 * @throws StudioError `PROJECT_NOT_FOUND`, `PROJECT_NOT_A_FOLDER`, `FILE_NOT_FOUND` where the window is not built
 */
export async function serveStudio(terminal: Terminal, { roots, port }: ServeRequest): Promise<LoopbackHost> {
  const folders = (roots.length === 0 ? ['.'] : roots).map((root) => folderAt(terminal, root));
  const log = (line: string): void => terminal.err.write(`${shown(line)}\n`);
  return await startLoopbackHost({
    studioFactory: (environment) => createStudio(environment, rebuildByThisProgram()),
    environment: {
      appVersion: packageInfo.version,
      platform: platformName(process.platform),
      configFolder: configFolder(process.platform, terminal.env),
      exampleFolder: exampleFolder(),
      browseRoots: folders,
      servedProjects: folders.filter((folder) => existsSync(join(folder, 'assets'))),
    },
    rendererFolder: join(programFolder(), 'out/renderer'),
    ...(port === undefined ? {} : { port }),
    log,
    ...(terminal.err.isTty ? { printCode: log } : {}),
  });
}

/** Resolves with the first SIGINT or SIGTERM. */
export async function untilStopped({ signal }: Terminal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
