import { nodeHash } from '#core/node/node-hash.ts';
import { inlineEncoder } from '#core/packer/encoder.ts';
import { PACKER_VERSION } from '#core/packer/packer-version.ts';
import type { Random } from '#core/ports/clock.ts';
import type { ReadTree, WriteTree } from '#core/ports/file-system.ts';
import { examineWorkspace, type WorkspaceState } from '#core/services/examine-workspace.ts';
import { StudioError } from '#core/errors.ts';
import { emptyCache } from '#core/workspace/cache-document.ts';
import type { ActionPlan, SourceFile } from '#core/workspace/mutations/action-plan.ts';
import { applyPlan } from '#core/workspace/mutations/apply-plan.ts';
import { planAction } from '#core/workspace/mutations/plan-action.ts';
import type { UndoStep } from '#core/workspace/mutations/undo-steps.ts';
import type { Action } from '#schemas/contract/actions.ts';
import { MemoryTree } from './memory-tree.ts';
import { ENDLESS_SLICE, LATER, rawDeclaration, uuidNumber } from './project-scene.ts';

/** UUIDs that tell how many were asked for, far from those of scenes. */
export function countingRandom(): Random {
  let count = 0;
  return {
    uuidV4: () => {
      count += 1;
      return uuidNumber(0xabc000 + count);
    },
  };
}

/** An asset of a scene: its declaration replaces members of a valid raw one. */
export interface SceneAsset {
  readonly root: string;
  readonly declaration?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, Uint8Array | string>>;
  readonly included?: boolean;
}

/** A project in memory that actions are planned for and applied to, as a host does it. */
export class MutationScene {
  readonly tree = new MemoryTree();
  readonly random = countingRandom();
  readonly #sources = new Map<string, SourceFile>();
  #nextAssetId = 1;
  readonly #entries: unknown[] = [];

  constructor() {
    this.tree.putFolder('assets/.prometeu');
    this.#writeRegistry();
  }

  /** A registered asset with the next id; its uuid has the number of the id. */
  add(asset: SceneAsset): number {
    const assetId = this.#nextAssetId;
    this.#nextAssetId += 1;
    this.put(assetId, asset);
    this.#entries.push({
      asset_id: assetId,
      asset_uuid: uuidNumber(assetId),
      root: asset.root,
      included_in_build: asset.included ?? true,
    });
    this.#writeRegistry();
    return assetId;
  }

  /** Files of an asset that is not registered. */
  put(number: number, asset: SceneAsset): void {
    const files = asset.files ?? { 'data.bin': `bytes of ${number}` };
    this.writeJson(`assets/${asset.root}/asset.json`, rawDeclaration(number, asset.declaration));
    for (const [path, bytes] of Object.entries(files))
      this.tree.putFile(`assets/${asset.root}/${path}`, bytes);
  }

  /** A file from outside; returns its handle. */
  offer(name: string, content: Uint8Array | string): string {
    const outside = new MemoryTree().putFile('content', content);
    const sizeBytes = outside.stat('content')?.size ?? 0;
    this.#sources.set(`file-${name}`, { name, sizeBytes, open: () => outside.openRead('content') });
    return `file-${name}`;
  }

  json(path: string): unknown {
    return JSON.parse(this.text(path));
  }

  text(path: string): string {
    return new TextDecoder().decode(this.tree.readFile(path, 1 << 20).bytes);
  }

  declaration(root: string): unknown {
    return this.json(`assets/${root}/asset.json`);
  }

  registry(): unknown {
    return this.json('assets/.prometeu/index.json');
  }

  writeJson(path: string, value: unknown): void {
    this.tree.putFile(path, `${JSON.stringify(value, null, 2)}\n`);
  }

  /** What a host sees: structure and content of the whole workspace. */
  async examine(tree: ReadTree = this.tree): Promise<WorkspaceState> {
    const ports = { clock: LATER, random: this.random, hash: nodeHash, encoder: inlineEncoder };
    return await examineWorkspace(tree, ports, { scope: 'whole', cache: emptyCache(PACKER_VERSION) });
  }

  /** Codes of all diagnostics, in their order. */
  async codes(tree: ReadTree = this.tree): Promise<readonly string[]> {
    return (await this.examine(tree)).diagnostics.map(({ code }) => code);
  }

  async plan(action: Action): Promise<ActionPlan> {
    const { snapshot, diagnostics } = await this.examine();
    return planAction(
      {
        snapshot,
        diagnostics,
        tree: this.tree,
        random: this.random,
        sourceOf: (handle) => {
          const source = this.#sources.get(handle);
          if (source === undefined) throw new StudioError('HANDLE_UNKNOWN');
          return source;
        },
      },
      action,
    );
  }

  /** Plans and applies; fails loudly where the plan is blocked. */
  async perform(action: Action): Promise<readonly UndoStep[] | null> {
    const plan = await this.plan(action);
    if (plan.blockers.length > 0) throw new Error(plan.blockers.join(' '));
    return await this.apply(plan);
  }

  async apply(plan: ActionPlan, tree: WriteTree = this.tree): Promise<readonly UndoStep[] | null> {
    return await applyPlan(tree, plan, ENDLESS_SLICE);
  }

  /** Everything that can be told apart of the project: folders, and files by their bytes. */
  fingerprint(tree: MemoryTree = this.tree): string {
    const files = [...tree.files()].map(
      ([path, bytes]) => `${path} ${nodeHash.sha256Hex(bytes).slice(0, 8)}`,
    );
    return [...tree.folders(), ...files].sort().join('\n');
  }

  #writeRegistry(): void {
    this.writeJson('assets/.prometeu/index.json', {
      schema_version: 1,
      next_asset_id: this.#nextAssetId,
      assets: this.#entries,
    });
  }
}
