import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { openDiskTree } from '#core/node/disk-tree.ts';
import type { OutputFile } from '#core/packer/output-files.ts';
import type { WriteTree } from '#core/ports/file-system.ts';
import { openProjectFolder } from './open-folder.ts';
import { runPack } from './pack-run.ts';
import { ProjectSession } from './project-session.ts';
import type { ServicePorts } from './service-ports.ts';

/** Lists every folder in reverse: whoever relies on the order of the system is found out (reliability D1). */
function listingInReverse(tree: WriteTree): WriteTree {
  return {
    stat: (path) => tree.stat(path),
    list: (path) => tree.list(path).toReversed(),
    openRead: (path) => tree.openRead(path),
    readFile: (path, maxBytes) => tree.readFile(path, maxBytes),
    makeFolder: (path) => tree.makeFolder(path),
    createFile: (path) => tree.createFile(path),
    replaceFile: (path, bytes) => tree.replaceFile(path, bytes),
    rename: (from, to) => tree.rename(from, to),
    removeFile: (path) => tree.removeFile(path),
    removeFolder: (path) => tree.removeFolder(path),
    syncFolder: (path) => tree.syncFolder(path),
  };
}

/**
 * Packs a project from nothing into a private folder outside of it and gives the digests of the outputs
 * (asset-workspace 3, `verify_rebuild`). Writes nothing into the project and takes no lock: its caller's caller has it.
 * @throws StudioError `REBUILD_DIFFERS` where this process finds errors that the first did not, `CANCELLED`, `IO_*`
 */
export async function rebuildDigests(
  projectRoot: string,
  ports: ServicePorts,
  signal?: AbortSignal,
): Promise<ReadonlyMap<OutputFile, string>> {
  const folder = openProjectFolder(projectRoot);
  const session = new ProjectSession({ ...folder, tree: listingInReverse(folder.tree) }, ports);
  const outputFolder = mkdtempSync(join(tmpdir(), 'pack-studio-rebuild-'));
  try {
    let digests: ReadonlyMap<OutputFile, string> = new Map();
    const result = await runPack(session, {
      signal,
      clean: true,
      outputs: openDiskTree(outputFolder, { writable: true }),
      isHeld: () => true,
      confirm: (staged) => {
        digests = staged;
        return Promise.resolve(true);
      },
    });
    if (result.status !== 'blocked') return digests;
    const codes = [
      ...new Set(result.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)),
    ];
    throw new StudioError('REBUILD_DIFFERS', `The second process found errors: ${codes.join(', ')}.`);
  } finally {
    rmSync(outputFolder, { recursive: true, force: true });
  }
}
