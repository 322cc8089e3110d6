import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { EXIT_CODES } from '#schemas/errors/catalogue.ts';
import type { OpenReport } from '#schemas/report/hosting.ts';
import { findDesktop } from '../find-desktop.ts';
import { styleFor } from '../reporters/human/style.ts';
import { writeJson } from '../reporters/json.ts';
import { exampleFolder, programFolder, serveStudio, untilStopped } from '../serve-studio.ts';
import type { Terminal } from '../terminal.ts';
import type { Call, Verb } from '../verb.ts';

export interface OpenOptions {
  readonly project?: string | undefined;
  readonly example?: boolean;
  readonly port?: number;
}

function folderToOpen({ cwd }: Terminal, { project, example }: OpenOptions): string {
  if (example !== true) return resolve(cwd, project ?? '.');
  if (project !== undefined) throw new StudioError('USAGE', 'Name a project or --example, not both.');
  const folder = exampleFolder();
  if (folder === undefined)
    throw new StudioError('FILE_NOT_FOUND', 'The example project is not part of this copy.');
  return folder;
}

async function openWindow(program: string, folder: string): Promise<void> {
  const window = spawn(program, [programFolder(), folder], { detached: true, stdio: 'ignore' });
  await new Promise<void>((resolve, reject) => {
    window.once('spawn', resolve);
    window.once('error', (cause) => {
      reject(new StudioError('IO_FAILED', 'The window cannot be started.', {}, { cause }));
    });
  });
  window.unref();
}

async function serveInstead(
  { terminal, json }: Call,
  folder: string,
  reason: string,
  port: number | undefined,
): Promise<void> {
  const host = await serveStudio(terminal, { roots: [folder], port });
  try {
    if (json) {
      const report: OpenReport = { status: 'serving', url: host.url, port: host.port, reason };
      writeJson(terminal.out, report);
    } else {
      const { strong, faint } = styleFor(terminal);
      terminal.out.write(
        `No window: ${reason}.\nPack Studio is at ${strong(host.url)}\n${faint('Ctrl-C ends it.')}\n`,
      );
    }
    await untilStopped(terminal);
  } finally {
    await host.close();
  }
}

export const openVerb: Verb<OpenOptions> = {
  failure: (error): OpenReport => ({ status: 'failed', url: null, port: null, reason: null, error }),
  async run(call, options) {
    const folder = folderToOpen(call.terminal, options);
    const desktop = findDesktop(programFolder(), process.platform, call.terminal.env);
    if ('reason' in desktop) {
      await serveInstead(call, folder, desktop.reason, options.port);
      return EXIT_CODES.ok;
    }
    await openWindow(desktop.program, folder);
    if (call.json) {
      const report: OpenReport = { status: 'window', url: null, port: null, reason: null };
      writeJson(call.terminal.out, report);
    }
    return EXIT_CODES.ok;
  },
};
