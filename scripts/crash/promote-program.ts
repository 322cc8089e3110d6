import { openDiskTree } from '#core/node/disk-tree.ts';
import { nodeHash } from '#core/node/node-hash.ts';
import { openProjectLock } from '#core/node/project-lock.ts';
import { promoteSet, stageSet } from '#core/node/promote-set.ts';
import { sweepReplaceTemps } from '#core/node/sweep-temps.ts';
import { outputsOf, registryOf } from './promote-state.ts';

/** Does what a pack does to the disk, and nothing else: lock, stage four files, promote, replace the registry. */
const [root = '', version = ''] = process.argv.slice(2);
const held = await openProjectLock(root).acquire({ verb: 'pack', waitMs: 10_000 });
try {
  const tree = openDiskTree(root, { writable: true });
  sweepReplaceTemps(tree, 'assets/.prometeu');
  const area = stageSet(tree);
  const files = [...outputsOf(version)].map(([name, bytes]) => {
    const handle = area.create(name);
    for (let at = 0; at < bytes.byteLength; at += 4096) handle.write(bytes.subarray(at, at + 4096));
    handle.sync();
    handle.close();
    return { name, sha256: nodeHash.sha256Hex(bytes), sizeBytes: bytes.byteLength };
  });
  promoteSet(tree, { files });
  tree.replaceFile('assets/.prometeu/index.json', registryOf(version));
} finally {
  held.release();
}
