import { parseRelPath } from '#core/bytes/rel-path.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { isInside, projectPathOfRoot, STUDIO_FOLDER } from '#core/workspace/workspace-paths.ts';

/** A place where an asset root can be made, or why not. `root` is NFC (asset-workspace 2, address). */
export type RootTarget =
  { readonly ok: true; readonly root: string } | { readonly ok: false; readonly reason: string };

/**
 * Checks a path relative to `assets/` as the place of a new root: a plain path, nothing there yet, neither inside
 * another root nor around one.
 * @param moving root that is moved there and does not count itself
 */
export function checkRootTarget(
  tree: ReadTree,
  snapshot: WorkspaceSnapshot,
  wanted: string,
  moving?: string,
): RootTarget {
  const root = wanted.normalize('NFC');
  const parsed = parseRelPath(root);
  if (!parsed.ok) return { ok: false, reason: `"${wanted}" is not a plain relative path: ${parsed.reason}.` };
  if (root === STUDIO_FOLDER || root.startsWith(`${STUDIO_FOLDER}/`)) {
    return { ok: false, reason: `"${STUDIO_FOLDER}" belongs to the studio.` };
  }
  const roots = [
    ...snapshot.assets.map(({ entry }) => entry.root),
    ...snapshot.unregistered.map((found) => found.root),
  ];
  const other = roots.find((known) => known !== moving && (isInside(root, known) || isInside(known, root)));
  if (other !== undefined) {
    return {
      ok: false,
      reason:
        other === root
          ? `"${root}" is an asset already.`
          : `"${root}" and "${other}" would lie inside one another.`,
    };
  }
  const folder = projectPathOfRoot(root);
  const there = tree.stat(folder);
  if (there !== undefined && (there.kind !== 'directory' || tree.list(folder).length > 0)) {
    return { ok: false, reason: `There is something at "${folder}" already.` };
  }
  for (let end = folder.lastIndexOf('/'); end > 0; end = folder.lastIndexOf('/', end - 1)) {
    const parent = tree.stat(folder.slice(0, end));
    if (parent !== undefined && parent.kind !== 'directory') {
      return { ok: false, reason: `"${folder.slice(0, end)}" is not a folder.` };
    }
  }
  return { ok: true, root };
}
