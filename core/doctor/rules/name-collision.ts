import { collisionKey } from '#core/bytes/portability.ts';
import { compareCodeUnits } from '#core/bytes/order.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { listInnerNames, listOuterNames, type NameSource } from '../name-sources.ts';
import type { WorkspaceRule } from '../rule.ts';

// eslint-disable-next-line no-control-regex -- ASCII as such
const ASCII = /^[\u0000-\u007f]*$/;
/** Of two names that collide at least one has an upper-case letter or is not ASCII. */
const MAY_COLLIDE = /[A-Z\u0080-\uffff]/;

interface NamedPlace {
  readonly path: string;
  readonly assetId: number | undefined;
}

/** Names in one folder that differ only by case or Unicode form (asset-workspace 2 and 4, reliability H7). */
export const checkNameCollisions: WorkspaceRule = ({ snapshot, scope }) => {
  const names = new NameTable();
  const outer = listOuterNames(snapshot, scope);
  if (outer.some(mayCollide)) for (const source of outer) names.add(source);
  const bases = new Set<string>();
  for (const source of listInnerNames(snapshot, scope)) if (mayCollide(source)) bases.add(source.base);
  if (bases.size > 0) {
    for (const source of listInnerNames(snapshot, scope)) if (bases.has(source.base)) names.add(source);
  }
  return names.collisions();
};

function mayCollide({ paths }: NameSource): boolean {
  for (const path of paths) if (MAY_COLLIDE.test(path)) return true;
  return false;
}

/** Names by folder and folded name. */
class NameTable {
  readonly #seen = new Set<string>();
  readonly #places = new Map<string, NamedPlace[]>();

  add({ base, assetId, paths }: NameSource): void {
    for (const relative of paths) {
      let folder = base;
      for (const name of relative.split('/')) {
        const path = `${folder}/${name}`;
        if (!this.#seen.has(path)) {
          this.#seen.add(path);
          const key = `${folder}/${ASCII.test(name) ? name.toLowerCase() : collisionKey(name)}`;
          const others = this.#places.get(key);
          if (others === undefined) this.#places.set(key, [{ path, assetId }]);
          else others.push({ path, assetId });
        }
        folder = path;
      }
    }
  }

  /** One finding for every name but the first of each group, by code unit. */
  collisions(): readonly Diagnostic[] {
    const found: Diagnostic[] = [];
    for (const places of this.#places.values()) {
      if (places.length === 1) continue;
      const [first, ...others] = places.sort((left, right) => compareCodeUnits(left.path, right.path));
      for (const later of others) {
        found.push(
          makeDiagnostic('NAME_COLLISION', {
            assetId: later.assetId,
            file: later.path,
            message: `"${later.path}" and "${first?.path ?? ''}" differ only by case or Unicode form.`,
          }),
        );
      }
    }
    return found;
  }
}
