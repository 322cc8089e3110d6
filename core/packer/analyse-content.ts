import type { BankDiagnostic, BankFormat } from '#core/banks/bank-format.ts';
import { completeDiagnostic } from '#core/doctor/complete-diagnostic.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { FileStat, ReadTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import { listPayloadInputs } from '#core/workspace/asset-inputs.ts';
import { computeBuildKey } from '#core/workspace/build-key.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import { projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { TileRecord } from '#schemas/pack/companions.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { BuildReason } from '#schemas/report/pack.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import type { Cache } from '#schemas/workspace/cache.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import type { ContentMemory, EncodedShape } from './content-memory.ts';
import type { Encoder } from './encoder.ts';
import { digestFrozen, readFrozen } from './frozen-read.ts';
import { InputDigests, type HashTally } from './input-digests.ts';
import type { PayloadStore, StoredPayload } from './payload-store.ts';
import type { PreviousSet } from './previous-set.ts';
import { readFailure } from './read-failure.ts';

/** How the payload of one asset comes into the pack. */
export type ContentOutcome =
  /** Its build key gave a payload that the previous pack holds. */
  | {
      readonly kind: 'reused';
      readonly buildKey: string;
      readonly payloadSha256: string;
      /** What encoding it gave, where this process did that. */
      readonly encoded?: EncodedShape | undefined;
    }
  | {
      readonly kind: 'encoded';
      readonly buildKey: string;
      readonly payloadSha256: string;
      readonly stored: StoredPayload | undefined;
      readonly decodedSize: number;
      readonly metadata: JsonObject;
      readonly tiles: readonly TileRecord[] | undefined;
    }
  /** The artifact as it is, streamed into the pack; its digest is undefined where the file was not read before. */
  | {
      readonly kind: 'copy';
      readonly path: string;
      readonly stat: FileStat;
      readonly decodedSize: number;
      readonly payloadSha256: string | undefined;
    }
  | { readonly kind: 'failed' };

/** One asset after its content was looked at. */
export interface AnalysedAsset {
  readonly asset: RegisteredAsset;
  readonly declaration: AssetDeclaration;
  readonly format: BankFormat;
  readonly digests: InputDigests;
  readonly outcome: ContentOutcome;
  readonly reason: BuildReason;
  readonly diagnostics: readonly Diagnostic[];
}

/** What looking at content needs besides the snapshot. */
export interface AnalysisPorts {
  readonly tree: ReadTree;
  readonly hash: HashProvider;
  readonly encoder: Encoder;
  readonly slice: TimeSlice;
  /** Ends what workers encode at once; the slice ends everything else. */
  readonly signal?: AbortSignal | undefined;
  readonly nowNs: () => bigint;
  readonly cache: Cache;
  readonly memory: ContentMemory;
  readonly tally: HashTally;
  /** A doctor run keeps no payload: what it found before is enough. A pack needs the bytes, from here or from `previous`. */
  readonly purpose: 'doctor' | 'pack';
  /** Absent in a doctor run and where there is no earlier pack: then nothing is reused from one. */
  readonly previous: PreviousSet | undefined;
  readonly store: PayloadStore;
  readonly onDone: (asset: AnalysedAsset) => void;
}

/**
 * Looks at the content of assets whose structure is sound: takes over what the previous pack holds, encodes the rest.
 * The result is in the order of `assets`, whatever finishes first. One asset that fails never hides the others.
 */
export async function analyseContent(
  assets: readonly RegisteredAsset[],
  ports: AnalysisPorts,
): Promise<readonly AnalysedAsset[]> {
  const results = new Map<RegisteredAsset, AnalysedAsset>();
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const keep = (analysed: AnalysedAsset): void => {
    results.set(analysed.asset, analysed);
    if (ports.purpose === 'doctor') ports.memory.keepExamined(analysed);
    ports.onDone(analysed);
  };
  try {
    for (const asset of assets) {
      const started = beginAsset(asset, ports);
      if (started === undefined) continue;
      if (started instanceof Promise) {
        const task: Promise<void> = started
          .then(keep)
          .catch((failure: unknown) => {
            failures.push(failure);
          })
          .finally(() => running.delete(task));
        running.add(task);
        if (running.size >= ports.encoder.concurrency) await Promise.race(running);
      } else keep(started);
      if (failures.length > 0) break;
      if (ports.slice.due()) await ports.slice.pause();
    }
  } finally {
    // Also where a cancel ends the loop: nothing may come in after the caller has put everything away.
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
  return assets.flatMap((asset) => {
    const analysed = results.get(asset);
    return analysed === undefined ? [] : [analysed];
  });
}

/** Undefined where the declaration or the format is not usable: structural diagnostics say so. */
function beginAsset(
  asset: RegisteredAsset,
  ports: AnalysisPorts,
): AnalysedAsset | Promise<AnalysedAsset> | undefined {
  if (ports.purpose === 'doctor') {
    const examined = ports.memory.examined(asset);
    if (examined !== undefined && !tellsMore(examined, ports)) return examined;
  }
  const settled = ports.memory.settled(asset);
  if (settled !== undefined && isStillHeld(settled, ports)) return settled;
  const { scanned, bankFormat: format } = asset;
  if (scanned?.declaration.kind !== 'ok' || format === undefined) return undefined;
  const declaration = scanned.declaration.document.value;
  const digests = new InputDigests(ports.cache.assets[String(asset.entry.asset_id)], ports.hash, ports.tally);
  const analysed = (
    outcome: ContentOutcome,
    reason: BuildReason,
    found: readonly BankDiagnostic[] = [],
  ): AnalysedAsset => ({
    asset,
    declaration,
    format,
    digests,
    outcome,
    reason,
    diagnostics: found.map((diagnostic) => completeDiagnostic(diagnostic, asset)),
  });
  try {
    const paths = listPayloadInputs(declaration, format);
    const known = knownDigests(asset, paths, digests);
    if (known !== undefined) {
      const taken = takeOver(asset, declaration, format, known, ports);
      if (taken !== undefined) return analysed(taken.outcome, 'reused', taken.diagnostics);
    }
    if (format.produce.kind === 'copy') {
      const reason = reasonOf(asset, ports, known === undefined);
      const copy = planCopy(asset, declaration, format, known);
      // A pack run reads it when it writes; a doctor who never opened it would call an unreadable file sound.
      if (ports.purpose === 'doctor' && copy.kind === 'copy')
        ports.tree.openRead(projectPathOfFile(asset.entry.root, copy.path)).close();
      if (known !== undefined || !mayEqualHeld(asset, copy, format, ports)) return analysed(copy, reason);
      return hashCopy(asset, copy, digests, ports).then(
        (hashed) => {
          const again =
            hashed === undefined ? undefined : takeOver(asset, declaration, format, hashed, ports);
          return again === undefined
            ? analysed(copy, reason)
            : analysed(again.outcome, 'reused', again.diagnostics);
        },
        (error: unknown) => {
          const diagnostic = readFailure(asset, error);
          if (diagnostic === undefined) throw error;
          return analysed({ kind: 'failed' }, reason, [diagnostic]);
        },
      );
    }
    const frozen = freezeInputs(asset, format, paths, digests, ports);
    if (!frozen.ok) return analysed({ kind: 'failed' }, 'inputs_changed', frozen.diagnostics);
    const read = new Map(paths.map((path) => [path, digests.of(path)?.sha256 ?? '']));
    const taken = takeOver(asset, declaration, format, read, ports);
    if (taken !== undefined) return analysed(taken.outcome, 'reused', taken.diagnostics);
    return encodeAsset(asset, declaration, format, read, frozen.inputs, ports).then(
      ({ outcome, diagnostics }) =>
        analysed(outcome, reasonOf(asset, ports, known === undefined), diagnostics),
    );
  } catch (error) {
    const diagnostic = readFailure(asset, error);
    if (diagnostic === undefined) throw error;
    return analysed({ kind: 'failed' }, 'inputs_changed', [diagnostic]);
  }
}

/** A copied asset whose digest nobody knew has one as soon as it was packed. */
function tellsMore({ asset, outcome }: AnalysedAsset, { cache }: AnalysisPorts): boolean {
  return (
    outcome.kind === 'copy' &&
    outcome.payloadSha256 === undefined &&
    cache.assets[String(asset.entry.asset_id)] !== undefined
  );
}

/** True where the previous pack holds the payload that this asset gave when it was packed. */
function isStillHeld({ asset, format, outcome }: AnalysedAsset, { previous }: AnalysisPorts): boolean {
  const held = previous?.payloadOf(asset.entry.asset_id, format.format);
  return outcome.kind === 'reused' && held?.sha256 === outcome.payloadSha256;
}

/** Digests of all payload inputs, if none has to be read for it. */
function knownDigests(
  asset: RegisteredAsset,
  paths: readonly string[],
  digests: InputDigests,
): ReadonlyMap<string, string> | undefined {
  const known = new Map<string, string>();
  for (const path of paths) {
    const stat = asset.scanned?.files.get(path);
    const sha256 = stat === undefined ? undefined : digests.known(path, stat);
    if (sha256 === undefined) return undefined;
    known.set(path, sha256);
  }
  return known;
}

/**
 * What an earlier run found for the same build key: the payload in the previous pack, or the diagnostics that this
 * process still remembers. Undefined where the asset must be encoded.
 */
function takeOver(
  asset: RegisteredAsset,
  declaration: AssetDeclaration,
  format: BankFormat,
  inputs: ReadonlyMap<string, string>,
  ports: AnalysisPorts,
): { readonly outcome: ContentOutcome; readonly diagnostics: readonly BankDiagnostic[] } | undefined {
  const assetId = asset.entry.asset_id;
  const buildKey = computeBuildKey({ declaration, format, digests: inputs, hash: ports.hash });
  const remembered = ports.memory.recall(assetId, buildKey);
  if (remembered?.failed === true)
    return { outcome: { kind: 'failed' }, diagnostics: remembered.diagnostics };
  const cached = ports.cache.assets[String(assetId)];
  const held = ports.previous?.payloadOf(assetId, format.format);
  if (cached?.build_key === buildKey && held?.sha256 === cached.payload_sha256) {
    return {
      outcome: {
        kind: 'reused',
        buildKey,
        payloadSha256: cached.payload_sha256,
        encoded: remembered?.encoded,
      },
      diagnostics: remembered?.diagnostics ?? [],
    };
  }
  if (ports.purpose === 'doctor' && remembered !== undefined) {
    return {
      outcome: {
        kind: 'reused',
        buildKey,
        payloadSha256: remembered.payloadSha256,
        encoded: remembered.encoded,
      },
      diagnostics: remembered.diagnostics,
    };
  }
  return undefined;
}

function planCopy(
  asset: RegisteredAsset,
  declaration: AssetDeclaration,
  format: BankFormat,
  known: ReadonlyMap<string, string> | undefined,
): ContentOutcome {
  const path = declaration.artifacts[0]?.file;
  const stat = path === undefined ? undefined : asset.scanned?.files.get(path);
  if (path === undefined || stat === undefined || format.produce.kind !== 'copy') return { kind: 'failed' };
  const decodedSize = format.produce.decodedSize(declaration, stat.size);
  return { kind: 'copy', path, stat, decodedSize, payloadSha256: known?.get(path) };
}

/** A file whose facts changed and whose size did not may hold the bytes that the previous pack has. */
function mayEqualHeld(
  asset: RegisteredAsset,
  copy: ContentOutcome,
  format: BankFormat,
  ports: AnalysisPorts,
): boolean {
  const held = ports.previous?.payloadOf(asset.entry.asset_id, format.format);
  return copy.kind === 'copy' && held !== undefined && held.entry.size === copy.stat.size;
}

async function hashCopy(
  asset: RegisteredAsset,
  copy: ContentOutcome,
  digests: InputDigests,
  ports: AnalysisPorts,
): Promise<ReadonlyMap<string, string> | undefined> {
  if (copy.kind !== 'copy') return undefined;
  const streamed = await digestFrozen(ports.tree, projectPathOfFile(asset.entry.root, copy.path), ports);
  return new Map([
    [copy.path, digests.record(copy.path, streamed.stat, streamed.sha256, streamed.observedAtNs)],
  ]);
}

type Frozen =
  | { readonly ok: true; readonly inputs: ReadonlyMap<string, Uint8Array> }
  | { readonly ok: false; readonly diagnostics: readonly BankDiagnostic[] };

/** Reads every payload input once: these bytes are what is hashed, checked and encoded (asset-workspace 3, `pack`). */
function freezeInputs(
  asset: RegisteredAsset,
  format: BankFormat,
  paths: readonly string[],
  digests: InputDigests,
  ports: AnalysisPorts,
): Frozen {
  const inputs = new Map<string, Uint8Array>();
  const diagnostics: BankDiagnostic[] = [];
  for (const path of paths) {
    const size = asset.scanned?.files.get(path)?.size ?? 0;
    if (size > format.maxInputBytes) {
      diagnostics.push({
        code: 'INPUT_TOO_LARGE',
        message: `"${path}" has ${size} bytes; ${format.format} reads at most ${format.maxInputBytes}`,
        file: path,
      });
      continue;
    }
    const frozen = readFrozen(
      ports.tree,
      projectPathOfFile(asset.entry.root, path),
      format.maxInputBytes,
      ports.nowNs,
    );
    inputs.set(path, frozen.bytes);
    // Read for encoding; where its facts are those of the cache, its digest is known without hashing.
    if (digests.known(path, frozen.stat) === undefined) {
      digests.observe(path, frozen.stat, frozen.bytes, frozen.observedAtNs);
    }
  }
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, inputs };
}

async function encodeAsset(
  asset: RegisteredAsset,
  declaration: AssetDeclaration,
  format: BankFormat,
  digests: ReadonlyMap<string, string>,
  inputs: ReadonlyMap<string, Uint8Array>,
  ports: AnalysisPorts,
): Promise<{ readonly outcome: ContentOutcome; readonly diagnostics: readonly BankDiagnostic[] }> {
  const assetId = asset.entry.asset_id;
  const buildKey = computeBuildKey({ declaration, format, digests, hash: ports.hash });
  const encoded = await ports.encoder.encode(format, declaration, inputs, ports.signal);
  if (!encoded.ok) {
    ports.memory.keep(assetId, {
      buildKey,
      failed: true,
      payloadSha256: '',
      diagnostics: encoded.diagnostics,
    });
    return { outcome: { kind: 'failed' }, diagnostics: encoded.diagnostics };
  }
  const payloadSha256 = ports.hash.sha256Hex(encoded.payload);
  const { decodedSize, metadata, tiles } = encoded;
  ports.memory.keep(assetId, {
    buildKey,
    failed: false,
    payloadSha256,
    diagnostics: encoded.advisories,
    encoded: { decodedSize, metadata, tiles },
  });
  return {
    outcome: {
      kind: 'encoded',
      buildKey,
      payloadSha256,
      stored: ports.store.put(encoded.payload),
      decodedSize,
      metadata,
      tiles,
    },
    diagnostics: encoded.advisories,
  };
}

function reasonOf(asset: RegisteredAsset, ports: AnalysisPorts, inputsUnknown: boolean): BuildReason {
  if (ports.previous === undefined) return 'no_previous_pack';
  if (!ports.previous.has(asset.entry.asset_id)) return 'new';
  if (ports.cache.assets[String(asset.entry.asset_id)] === undefined) return 'cache_lost';
  return inputsUnknown ? 'inputs_changed' : 'declaration_changed';
}
