import type { Clock } from '#core/ports/clock.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import { diagnose } from '#core/doctor/diagnose.ts';
import type { DoctorScope } from '#core/doctor/rule.ts';
import { scanWorkspace } from '#core/workspace/scan.ts';
import type { ScanMemory } from '#core/workspace/scan-memory.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { MemoryTree, type MemoryTreeOptions } from './memory-tree.ts';

/** A slice that never ends: tests of results do not give way. */
export const ENDLESS_SLICE: TimeSlice = { due: () => false, pause: () => Promise.resolve() };

/** Long after every file of a `MemoryTree`, so that none is racily clean. */
export const LATER: Clock = { nowMs: () => 1_800_000_000_000, nowNs: () => 1_800_000_000_000_000_000n };

/** A version 4 UUID that tells its number. */
export function uuidNumber(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A valid `asset.json` of a raw asset with one file `data.bin`, members replaced or, if undefined, left out. */
export function rawDeclaration(
  number: number,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    schema_version: 1,
    asset_uuid: uuidNumber(number),
    name: `asset ${number}`,
    type: 'raw',
    inputs: {},
    artifacts: [{ file: 'data.bin', index: 0 }],
    output: { format: 'SCENE/raw_v1', codec: 'NONE' },
    preload: { enabled: false },
    ...changes,
  };
}

interface SceneEntry {
  readonly asset_id: number;
  readonly asset_uuid: string;
  readonly root: string;
  readonly included_in_build: boolean;
}

/** A project in memory that tests fill asset by asset; the registry is written when it is scanned. */
export class ProjectScene {
  readonly tree: MemoryTree;
  readonly entries: SceneEntry[] = [];
  /** Replaces `index.json` as a whole. */
  registryText: string | undefined;
  nextAssetId = 1000;

  constructor(options: MemoryTreeOptions = {}) {
    this.tree = new MemoryTree(options);
    this.tree.putFolder('assets/.prometeu');
  }

  /** Registers a root without writing files. */
  register(assetId: number, root: string, changes: Partial<SceneEntry> = {}): this {
    this.entries.push({
      asset_id: assetId,
      asset_uuid: uuidNumber(assetId),
      root,
      included_in_build: true,
      ...changes,
    });
    return this;
  }

  /** Writes a raw asset with its file at a root, registered or not. */
  putRaw(number: number, root: string, changes: Readonly<Record<string, unknown>> = {}): this {
    this.tree.putFile(`assets/${root}/asset.json`, JSON.stringify(rawDeclaration(number, changes)));
    this.tree.putFile(`assets/${root}/data.bin`, `bytes of ${number}`);
    return this;
  }

  /** A registered raw asset whose number is its id and tells its uuid. */
  addRaw(assetId: number, root: string, changes: Readonly<Record<string, unknown>> = {}): this {
    return this.putRaw(assetId, root, changes).register(assetId, root);
  }

  async scan(whole = false, memory?: ScanMemory): Promise<WorkspaceSnapshot> {
    const text =
      this.registryText ??
      JSON.stringify({ schema_version: 1, next_asset_id: this.nextAssetId, assets: this.entries });
    if (text !== '') this.tree.putFile('assets/.prometeu/index.json', text);
    return await this.rescan(whole, memory);
  }

  /** Scans without writing the registry first. */
  async rescan(whole = false, memory?: ScanMemory): Promise<WorkspaceSnapshot> {
    return await scanWorkspace(this.tree, {
      whole,
      slice: ENDLESS_SLICE,
      clock: LATER,
      ...(memory === undefined ? {} : { memory }),
    });
  }

  async diagnose(
    scope: DoctorScope = 'managed',
    payloadDigests?: ReadonlyMap<number, string>,
  ): Promise<readonly Diagnostic[]> {
    return await diagnose(await this.scan(scope === 'whole'), {
      scope,
      slice: ENDLESS_SLICE,
      ...(payloadDigests === undefined ? {} : { payloadDigests }),
    });
  }
}
