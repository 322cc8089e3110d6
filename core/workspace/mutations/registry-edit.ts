import { isJsonObject, memberOf } from '#core/json/json-value.ts';
import { readJson } from '#core/json/read-json.ts';
import { writeRegistry } from '#core/workspace/write-registry.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { REGISTRY_PATH } from '#core/workspace/workspace-paths.ts';
import type { Registry, RegistryEntry } from '#schemas/workspace/registry.ts';
import type { PlanStep } from './action-plan.ts';

const LAST_ASSET_ID = 2147483647;

/** The registry as an action changes it: entries in, entries out, ids never reused (asset-workspace 2). */
export class RegistryEdit {
  readonly #before: Uint8Array;
  readonly #highestId: number;
  #registry: Registry;

  private constructor(before: Uint8Array, registry: Registry) {
    this.#before = before;
    this.#registry = registry;
    this.#highestId = highestIdIn(before);
  }

  /** Undefined where the registry is missing or cannot be read: then nothing may rewrite it. */
  static of(snapshot: WorkspaceSnapshot): RegistryEdit | undefined {
    if (snapshot.registry.kind !== 'ok') return undefined;
    const { bytes, value } = snapshot.registry.document;
    return new RegistryEdit(bytes, value);
  }

  get entries(): readonly RegistryEntry[] {
    return this.#registry.assets;
  }

  /** Takes the next id; undefined where ids are used up. */
  add(assetUuid: string, root: string, included: boolean): number | undefined {
    const assetId = Math.max(this.#registry.next_asset_id, this.#highestId + 1);
    if (assetId > LAST_ASSET_ID) return undefined;
    this.#registry = {
      ...this.#registry,
      next_asset_id: assetId + 1,
      assets: [
        ...this.#registry.assets,
        { asset_id: assetId, asset_uuid: assetUuid, root, included_in_build: included },
      ],
    };
    return assetId;
  }

  /** Puts an entry back that was taken out before: its id was never given to another. */
  putBack(entry: RegistryEntry): void {
    this.#registry = {
      ...this.#registry,
      next_asset_id: Math.max(this.#registry.next_asset_id, entry.asset_id + 1),
      assets: [...this.#registry.assets, entry],
    };
  }

  remove(match: (entry: RegistryEntry) => boolean): void {
    this.#registry = { ...this.#registry, assets: this.#registry.assets.filter((entry) => !match(entry)) };
  }

  change(match: (entry: RegistryEntry) => boolean, change: Partial<RegistryEntry>): void {
    this.#registry = {
      ...this.#registry,
      assets: this.#registry.assets.map((entry) => (match(entry) ? { ...entry, ...change } : entry)),
    };
  }

  /** Makes `next_asset_id` exceed every id. */
  raiseNextId(): void {
    this.#registry = {
      ...this.#registry,
      next_asset_id: Math.max(this.#registry.next_asset_id, this.#highestId + 1),
    };
  }

  toStep(): PlanStep {
    return {
      kind: 'write',
      path: REGISTRY_PATH,
      before: this.#before,
      after: writeRegistry(this.#registry, this.#before),
    };
  }
}

/** Entries that are not valid keep their ids, too: mending them must not meet another asset. */
function highestIdIn(bytes: Uint8Array): number {
  const read = readJson(bytes);
  const raw = read.ok && isJsonObject(read.value) ? memberOf(read.value, 'assets') : undefined;
  let highest = 0;
  for (const entry of Array.isArray(raw) ? (raw as readonly unknown[]) : []) {
    const id = isJsonObject(entry) ? memberOf(entry, 'asset_id') : undefined;
    if (typeof id === 'number' && Number.isInteger(id) && id <= LAST_ASSET_ID)
      highest = Math.max(highest, id);
  }
  return highest;
}
