import { writeRegistry } from '#core/workspace/write-registry.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { REGISTRY_PATH } from '#core/workspace/workspace-paths.ts';
import type { Registry, RegistryEntry } from '#schemas/workspace/registry.ts';
import type { PlanStep } from './action-plan.ts';

const LAST_ASSET_ID = 2147483647;

/** The registry as an action changes it: entries in, entries out, ids never reused (asset-workspace 2). */
export class RegistryEdit {
  readonly #before: Uint8Array;
  #registry: Registry;

  private constructor(before: Uint8Array, registry: Registry) {
    this.#before = before;
    this.#registry = registry;
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
    const assetId = this.#registry.assets.reduce(
      (next, entry) => Math.max(next, entry.asset_id + 1),
      this.#registry.next_asset_id,
    );
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
    const highest = this.#registry.assets.reduce((id, entry) => Math.max(id, entry.asset_id), 0);
    this.#registry = {
      ...this.#registry,
      next_asset_id: Math.max(this.#registry.next_asset_id, highest + 1),
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
