import type { BankDiagnostic } from '#core/banks/bank-format.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import type { AnalysedAsset } from './analyse-content.ts';

/** What encoding an asset under one build key found. */
export interface RememberedContent {
  readonly buildKey: string;
  readonly failed: boolean;
  readonly payloadSha256: string;
  readonly diagnostics: readonly BankDiagnostic[];
}

/**
 * Findings about content by build key, kept by a running host: they follow from the key alone, so a rescan decodes
 * only what changed. Diagnostics never go into the cache on disk (asset-workspace 6).
 */
export class ContentMemory {
  readonly #byAsset = new Map<number, RememberedContent>();
  readonly #settled = new WeakMap<RegisteredAsset, AnalysedAsset>();

  recall(assetId: number, buildKey: string): RememberedContent | undefined {
    const remembered = this.#byAsset.get(assetId);
    return remembered?.buildKey === buildKey ? remembered : undefined;
  }

  keep(assetId: number, content: RememberedContent): void {
    this.#byAsset.set(assetId, content);
  }

  /**
   * The analysis of an asset that was packed and of which nothing changed since: a scan gives the same object exactly
   * where root, files and registry entry are the same.
   */
  settled(asset: RegisteredAsset): AnalysedAsset | undefined {
    return this.#settled.get(asset);
  }

  /** Keeps how an asset came into the last pack, for as long as a scan finds it unchanged. */
  settle(analysed: AnalysedAsset, buildKey: string, payloadSha256: string): void {
    if (!analysed.digests.isSettled || this.#settled.get(analysed.asset) === analysed) return;
    this.#settled.set(analysed.asset, {
      ...analysed,
      outcome: { kind: 'reused', buildKey, payloadSha256 },
      reason: 'reused',
    });
  }
}
