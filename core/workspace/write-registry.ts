import { compareCodeUnits } from '#core/bytes/order.ts';
import { isJsonObject, memberOf, type JsonMembers } from '#core/json/json-value.ts';
import { prettyJsonBytes } from '#core/json/pretty.ts';
import { readJson } from '#core/json/read-json.ts';
import { validate } from '#schemas/validate.ts';
import type { Registry, RegistryEntry } from '#schemas/workspace/registry.ts';
import { emptyRegistry } from './registry-document.ts';

/**
 * Bytes of `index.json`: entries by id, two-space JSON, final newline (asset-workspace 2). Keys that this version
 * does not know are kept from the previous document, at the top and in the entries that stay; so are entries of it
 * that are not valid, after the valid ones.
 * @param previous bytes of the document that is rewritten, absent for a new one; never a newer `schema_version`
 */
export function writeRegistry(registry: Registry, previous?: Uint8Array): Uint8Array<ArrayBuffer> {
  const read = previous === undefined ? undefined : readJson(previous);
  const document: JsonMembers = read?.ok === true && isJsonObject(read.value) ? read.value : {};
  const rawAssets = memberOf(document, 'assets');
  const rawEntries: readonly unknown[] = Array.isArray(rawAssets) ? rawAssets : [];
  const { valid, broken } = sortOut(rawEntries);
  const entries = registry.assets
    .toSorted((left, right) => left.asset_id - right.asset_id || compareCodeUnits(left.root, right.root))
    .map((entry) => ({ ...takeRaw(valid, entry), ...entry }));
  return prettyJsonBytes({ ...document, ...registry, assets: [...entries, ...broken] });
}

interface SortedOut {
  /** Valid raw entries by asset id; several where the id is a duplicate. */
  readonly valid: Map<number, JsonMembers[]>;
  readonly broken: readonly unknown[];
}

function sortOut(rawEntries: readonly unknown[]): SortedOut {
  const valid = new Map<number, JsonMembers[]>();
  const broken: unknown[] = [];
  for (const raw of rawEntries) {
    const checked = validate('index', { ...emptyRegistry(), assets: [raw] });
    const entry = checked.ok ? checked.value.assets[0] : undefined;
    if (entry === undefined || !isJsonObject(raw)) {
      broken.push(raw);
      continue;
    }
    const sameId = valid.get(entry.asset_id);
    if (sameId === undefined) valid.set(entry.asset_id, [raw]);
    else sameId.push(raw);
  }
  return { valid, broken };
}

/** The raw entry that an entry continues: same id, and among duplicates the one that agrees on root or uuid. */
function takeRaw(valid: Map<number, JsonMembers[]>, entry: RegistryEntry): JsonMembers {
  const candidates = valid.get(entry.asset_id) ?? [];
  const raw =
    candidates.find((candidate) => memberOf(candidate, 'root') === entry.root) ??
    candidates.find((candidate) => memberOf(candidate, 'asset_uuid') === entry.asset_uuid) ??
    candidates[0];
  return raw ?? {};
}
