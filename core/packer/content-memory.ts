import type { BankDiagnostic } from '#core/banks/bank-format.ts';

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

  recall(assetId: number, buildKey: string): RememberedContent | undefined {
    const remembered = this.#byAsset.get(assetId);
    return remembered?.buildKey === buildKey ? remembered : undefined;
  }

  keep(assetId: number, content: RememberedContent): void {
    this.#byAsset.set(assetId, content);
  }
}
