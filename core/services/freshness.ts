import type { PreviousSet } from '#core/packer/previous-set.ts';
import { listAssetInputs } from '#core/workspace/asset-inputs.ts';
import { factsEqual } from '#core/workspace/file-facts.ts';
import type { RegisteredAsset, WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import type { Cache } from '#schemas/workspace/cache.ts';

/**
 * Whether a pack now would change nothing that is known: the pack there is holds the build set of this snapshot, and
 * every input has the facts that the cache recorded when it was made. Asks facts only; `pack` itself asks again.
 */
export function isPackFresh(snapshot: WorkspaceSnapshot, previous: PreviousSet, cache: Cache): boolean {
  let included = 0;
  for (const asset of snapshot.assets) {
    if (!asset.entry.included_in_build) continue;
    included += 1;
    if (!isAssetFresh(asset, previous, cache)) return false;
  }
  return included === previous.count;
}

function isAssetFresh(
  { entry, scanned, bankFormat }: RegisteredAsset,
  previous: PreviousSet,
  cache: Cache,
): boolean {
  const held = previous.get(entry.asset_id);
  const cached = cache.assets[String(entry.asset_id)];
  if (held === undefined || cached === undefined || held.metadata.root !== entry.root) return false;
  if (scanned?.declaration.kind !== 'ok' || bankFormat === undefined) return false;
  return listAssetInputs(scanned.declaration.document.value, bankFormat).every((path) => {
    const stat = scanned.files.get(path);
    const recorded = Object.hasOwn(cached.files, path) ? cached.files[path] : undefined;
    return stat !== undefined && recorded !== undefined && factsEqual(recorded, stat);
  });
}
