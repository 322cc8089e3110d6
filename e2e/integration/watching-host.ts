import * as fs from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { PackReport } from '#schemas/report/pack.ts';
import { OpenStudio } from './open-studio.ts';
import { copySources, readOutputs, type Outputs } from './outputs.ts';
import { pack, runJson, Running, type RunOptions, until } from './program.ts';

/** A program that watches a project and packs it on every change. */
export interface WatchingHost {
  /** Waits for a report of this status among those that come from now on. */
  untilReport(status: PackReport['status'], code?: string): Promise<void>;
  /** Looks whether what it shows is what a new process sees. */
  showsTheTruth(project: string): Promise<boolean>;
  close(): Promise<void>;
}

export const HOST_KINDS = ['command line', 'studio'] as const;
export type HostKind = (typeof HOST_KINDS)[number];

/** Starts a host and waits until it has packed for the first time. */
export async function startHost(kind: HostKind, project: string, config: string): Promise<WatchingHost> {
  return kind === 'studio' ? await StudioHost.start(project, config) : await CommandLineHost.start(project);
}

function hasCode(report: PackReport, code: string | undefined): boolean {
  return code === undefined || report.diagnostics.some((diagnostic) => diagnostic.code === code);
}

export class CommandLineHost implements WatchingHost {
  readonly running: Running;

  private constructor(running: Running) {
    this.running = running;
  }

  static async start(project: string, options: RunOptions = {}): Promise<CommandLineHost> {
    const host = new CommandLineHost(new Running(['pack', project, '--watch', '--json'], options));
    await until(() => host.running.reports().length > 0);
    return host;
  }

  async untilReport(status: PackReport['status'], code?: string): Promise<void> {
    const seen = this.running.reports().length;
    const isWanted = (report: PackReport): boolean => report.status === status && hasCode(report, code);
    await until(() =>
      this.running
        .reports()
        .slice(Math.max(0, seen - 1))
        .some(isWanted),
    );
  }

  showsTheTruth(project: string): Promise<boolean> {
    const last = this.running.reports().at(-1);
    const fresh = runJson('doctor-report', ['doctor', project]).document;
    const told = new Set(last?.diagnostics.map(({ code, asset_id: id }) => `${code} ${String(id)}`));
    return Promise.resolve(
      fresh.diagnostics.every(({ code, asset_id: id }) => told.has(`${code} ${String(id)}`)),
    );
  }

  async close(): Promise<void> {
    const ended = await this.running.kill('SIGTERM');
    if (ended.code !== 0 && ended.code !== 4)
      throw new Error(`ended with ${String(ended.code)}: ${ended.stderr}`);
  }
}

class StudioHost implements WatchingHost {
  readonly #open: OpenStudio;

  private constructor(open: OpenStudio) {
    this.#open = open;
  }

  static async start(project: string, config: string): Promise<StudioHost> {
    const open = await OpenStudio.open(project, config);
    await open.untilStatus(({ watch }) => watch.state === 'watching' || watch.state === 'lost');
    await open.packOnChange();
    await open.untilStatus(({ last_report: report }) => report !== null);
    return new StudioHost(open);
  }

  async untilReport(status: PackReport['status'], code?: string): Promise<void> {
    await this.#open.untilStatus(
      ({ last_report: report }) => report?.status === status && hasCode(report, code),
    );
  }

  async showsTheTruth(project: string): Promise<boolean> {
    const shown = await this.#open.studio.handlers.listAssets({ project_id: this.#open.projectId });
    const fresh = runJson('asset-list', ['assets', 'list', project]).document;
    return isDeepStrictEqual(shown, fresh);
  }

  async close(): Promise<void> {
    await this.#open.close();
  }
}

/** What a new process makes of a copy of the sources as they are now. */
export function freshBuild(project: string): Outputs {
  const base = fs.mkdtempSync(join(project, '../fresh-'));
  try {
    const copy = copySources(project, join(base, 'copy'));
    const { exit, status } = pack(copy);
    if (exit !== 0) throw new Error(`the copy does not pack: ${status}`);
    return readOutputs(copy);
  } finally {
    fs.rmSync(base, { recursive: true });
  }
}

/** Waits until the outputs are those of a fresh build; the test's own limit ends a wait that never comes true. */
export async function untilOutputs(project: string, expected: Outputs): Promise<void> {
  const isThere = (): boolean => {
    try {
      const outputs = readOutputs(project);
      return Object.entries(expected).every(([name, bytes]) => outputs[name] === bytes);
    } catch {
      return false;
    }
  };
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 30));
}
