/**
 * For each registered root that has other registered roots strictly inside it, those inner roots
 * (asset-workspace 4, ambiguous ownership).
 */
export function findNestedRoots(roots: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const nested = new Map<string, Set<string>>();
  for (const root of roots) {
    for (let slash = root.indexOf('/'); slash !== -1; slash = root.indexOf('/', slash + 1)) {
      const outer = root.slice(0, slash);
      if (!roots.has(outer)) continue;
      const inner = nested.get(outer);
      if (inner === undefined) nested.set(outer, new Set([root]));
      else inner.add(root);
    }
  }
  return nested;
}
