import type { BankDiagnostic } from '#core/banks/bank-format.ts';
import type { DiagnosticCode } from '#schemas/errors/codes.ts';
import type { TileRecord } from '#schemas/pack/companions.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import type { AnalysedAsset } from './analyse-content.ts';

/** What encoding an asset under one build key found. */
export interface RememberedContent {
  readonly buildKey: string;
  readonly failed: boolean;
  readonly payloadSha256: string;
  readonly diagnostics: readonly BankDiagnostic[];
  /** Absent where encoding failed. */
  readonly encoded?: EncodedShape | undefined;
}

/** What is worth knowing of an encoded payload besides its bytes. */
export interface EncodedShape {
  readonly decodedSize: number;
  readonly metadata: JsonObject;
  readonly tiles: readonly TileRecord[] | undefined;
}

/** Failures to read that may be over without any fact of the asset changing. */
const PASSING: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'INPUT_CHANGED_WHILE_PACKING',
  'INPUT_MISSING',
  'INPUT_NOT_REGULAR',
  'INPUT_UNREADABLE',
]);

/**
 * Findings about content by build key, kept by a running host: they follow from the key alone, so a rescan decodes
 * only what changed. Diagnostics never go into the cache on disk (asset-workspace 6).
 */
export class ContentMemory {
  readonly #byAsset = new Map<number, RememberedContent>();
  readonly #examined = new WeakMap<RegisteredAsset, AnalysedAsset>();
  readonly #settled = new WeakMap<RegisteredAsset, AnalysedAsset>();

  recall(assetId: number, buildKey: string): RememberedContent | undefined {
    const remembered = this.#byAsset.get(assetId);
    return remembered?.buildKey === buildKey ? remembered : undefined;
  }

  keep(assetId: number, content: RememberedContent): void {
    this.#byAsset.set(assetId, content);
  }

  /** What a doctor run found in an asset of which nothing changed since; see `settled` for how that is known. */
  examined(asset: RegisteredAsset): AnalysedAsset | undefined {
    return this.#examined.get(asset);
  }

  keepExamined(analysed: AnalysedAsset): void {
    if (!analysed.digests.isSettled || analysed.diagnostics.some(({ code }) => PASSING.has(code))) return;
    this.#examined.set(analysed.asset, analysed);
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
