import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractPort } from '#schemas/contract/client.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLE = 'examples/lantern-cave';

/** One running host as the contract suite sees it: a way to call, and what went wrong inside. */
export interface ContractHost {
  readonly port: ContractPort;
  readonly transport: 'in-process' | 'loopback' | 'electron';
  readonly hasNativeDialogs: boolean;
  /**
   * What the next confirmation takes of a person at the host: done before the call where the host asks in a dialog,
   * and the code that it printed for the call before.
   */
  readonly gesture:
    | { readonly kind: 'dialog'; agreeNext(): Promise<void> }
    | { readonly kind: 'code'; printed(): string | undefined }
    | { readonly kind: 'given' };
  /** Breaches of the contract that the host found in itself; none is expected. */
  faults(): readonly string[];
  close(): Promise<void>;
}

/** Folders that a host under test works in; nothing of the repository is written. */
export interface TestFolders {
  /** As an installed program: `out/renderer`, `examples/lantern-cave`, `README.md`. */
  readonly program: string;
  /** A project to change: a copy of the example. */
  readonly project: string;
  readonly config: string;
  remove(): Promise<void>;
}

export async function makeTestFolders(): Promise<TestFolders> {
  const base = await mkdtemp(join(tmpdir(), 'pack-studio-contract-'));
  const folders = {
    program: join(base, 'program'),
    project: join(base, 'project'),
    config: join(base, 'config'),
  };
  const copySources = (target: string): Promise<void> =>
    cp(join(ROOT, EXAMPLE), target, {
      recursive: true,
      filter: (path) => path !== join(ROOT, EXAMPLE, 'build'),
    });
  await copySources(folders.project);
  await copySources(join(folders.program, EXAMPLE));
  await mkdir(join(folders.program, 'out/renderer'), { recursive: true });
  await writeFile(
    join(folders.program, 'out/renderer/index.html'),
    '<!doctype html><title>Pack Studio</title>',
  );
  await writeFile(join(folders.program, 'README.md'), '# Pack Studio\n');
  await writeFile(join(folders.program, 'package.json'), '{"name":"pack-studio"}\n');
  return { ...folders, remove: () => rm(base, { recursive: true, force: true }) };
}

export const exampleOf = (folders: TestFolders): string => join(folders.program, EXAMPLE);
