import { collisionKey } from '#core/bytes/portability.ts';
import { compareCodeUnits } from '#core/bytes/order.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { listNamedPlaces, type NamedPlace } from '../named-places.ts';
import type { WorkspaceRule } from '../rule.ts';

// eslint-disable-next-line no-control-regex -- ASCII as such
const ASCII = /^[\u0000-\u007f]*$/u;

/** Names in one folder that differ only by case or Unicode form (asset-workspace 2 and 4, reliability H7). */
export const checkNameCollisions: WorkspaceRule = ({ snapshot, scope }) => {
  const placesByKey = new Map<string, NamedPlace | NamedPlace[]>();
  for (const place of listNamedPlaces(snapshot, scope)) {
    const name = ASCII.test(place.name) ? place.name.toLowerCase() : collisionKey(place.name);
    // Only names in the very same folder can meet: folders that collide are told themselves.
    const key = `${place.folder}/${name}`;
    const others = placesByKey.get(key);
    if (others === undefined) placesByKey.set(key, place);
    else if (Array.isArray(others)) others.push(place);
    else placesByKey.set(key, [others, place]);
  }
  const found: Diagnostic[] = [];
  for (const places of placesByKey.values()) {
    if (!Array.isArray(places)) continue;
    const [first, ...others] = places.sort((left, right) => compareCodeUnits(left.path, right.path));
    if (first === undefined) continue;
    for (const later of others) {
      found.push(
        makeDiagnostic('NAME_COLLISION', {
          assetId: later.assetId,
          file: later.path,
          message: `"${later.path}" and "${first.path}" differ only by case or Unicode form.`,
        }),
      );
    }
  }
  return found;
};
