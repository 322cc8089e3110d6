import type { FormatId } from '#schemas/scalars.ts';
import type { PackFindingCode } from '#schemas/errors/codes.ts';
import { describePackFinding } from '#schemas/errors/codes.ts';
import type { VerifyPackReport } from '#schemas/report/verify-pack.ts';
import { BUILD_FILES } from '#core/pack-format/layout.ts';
import { inspectPack, type InspectedPack } from '#core/pack-format/read-pack.ts';
import type { PackSource } from '#core/pack-format/pack-source.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import { checkCompanions, readCompanions, type CompanionSet } from './check-companions.ts';
import { digestPack, type PackDigests, type ProgressListener } from './digest-pack.ts';

export interface VerifyPackOptions {
  readonly hash: HashProvider;
  readonly slice: TimeSlice;
  /** The `build/` folder whose companions must say what the pack says. */
  readonly against?: ReadTree;
  /** Expected SHA-256 of the whole file, 64 hexadecimal digits of either case: the anchor of `authentic`. */
  readonly expectSha256?: string;
  readonly onProgress?: ProgressListener;
}

type Verdict = VerifyPackReport['verdict'];

/** Findings that mean something is missing or too much. */
const INCOMPLETE: ReadonlySet<PackFindingCode> = new Set<PackFindingCode>([
  'PRELUDE_TRUNCATED',
  'PRELUDE_HEADER_LEN',
  'HEADER_MEMBER_MISSING',
  'SLICE_OUT_OF_RANGE',
  'PAYLOAD_GAP',
  'PAYLOAD_TRAILING',
  'COMPANION_MISSING',
]);

/** Errors that say nothing about structure and digests: what is missing beside the pack, and the anchor. */
const NOT_ABOUT_VALIDITY: ReadonlySet<PackFindingCode> = new Set<PackFindingCode>([
  'COMPANION_MISSING',
  'PACK_DIGEST',
]);

function judge(pack: InspectedPack, expected: string | undefined, sha256: string): Verdict {
  const codes = pack.log.codes();
  if (codes.includes('PACK_CHANGED_WHILE_READING')) {
    return {
      complete: 'unknown',
      valid: 'unknown',
      authentic: expected === undefined ? 'no-anchor' : 'unknown',
    };
  }
  const readable = pack.header !== undefined && pack.layout.matched === 'v1';
  const incomplete = codes.some((code) => INCOMPLETE.has(code));
  const invalid = codes.some(
    (code) => describePackFinding(code).severity === 'error' && !NOT_ABOUT_VALIDITY.has(code),
  );
  return {
    complete: incomplete ? 'no' : readable ? 'yes' : 'unknown',
    valid: invalid ? 'no' : 'yes',
    authentic: expected === undefined ? 'no-anchor' : expected === sha256 ? 'yes' : 'no',
  };
}

function checkPayloads(companions: CompanionSet, pack: InspectedPack, digests: PackDigests): void {
  const recorded = new Map(
    companions.metadata?.assets.map((asset) => [asset.asset_id, asset.payload_sha256]),
  );
  for (const { assetId, index, offset, size } of pack.entries) {
    const expected = assetId === undefined ? undefined : recorded.get(assetId);
    const found = digests.payloads.get(index);
    if (expected === undefined || found === undefined || found === expected) continue;
    pack.log.add('PAYLOAD_DIGEST', `The digest is ${found}, recorded is ${expected}.`, {
      assetId,
      byteOffset: (pack.placement?.payloadStart ?? 0) + (offset ?? 0),
      byteLength: size,
    });
  }
}

/**
 * Verifies a whole pack (asset-pack 2): structure, rules, SHA-256 of the file, with `against` the companions byte for
 * byte and the digest of every payload, with `expectSha256` the anchor. Memory stays bounded whatever the size; bad
 * bytes are findings, failures of the source or the folder are thrown as `StudioError`.
 */
export async function verifyPack(source: PackSource, options: VerifyPackOptions): Promise<VerifyPackReport> {
  const companions = options.against === undefined ? undefined : readCompanions(options.against);
  const named = companions?.metadata?.assets.map((asset): [number, FormatId] => [
    asset.asset_id,
    asset.format,
  ]);
  const pack = inspectPack(source, named === undefined ? {} : { formats: new Map(named) });
  const slices = companions?.metadata === undefined ? [] : pack.slices;
  const payloadStart = pack.placement?.payloadStart ?? 0;
  const digests = await digestPack(
    source,
    slices,
    payloadStart,
    options.hash,
    options.slice,
    options.onProgress,
  );
  if (
    !pack.log.has('PACK_CHANGED_WHILE_READING') &&
    (digests.readBytes !== source.size || source.hasChanged?.() === true)
  ) {
    pack.log.add('PACK_CHANGED_WHILE_READING', `The file is not the ${BUILD_FILES.pack} that was opened.`);
  }
  if (companions !== undefined) {
    checkCompanions(companions, pack, { sha256: digests.sha256, sizeBytes: source.size });
    checkPayloads(companions, pack, digests);
  }
  const expected = options.expectSha256?.toLowerCase();
  if (expected !== undefined && expected !== digests.sha256) {
    pack.log.add('PACK_DIGEST', `The digest is ${digests.sha256}, expected was ${expected}.`);
  }
  const omitted = pack.log.omitted();
  return {
    verdict: judge(pack, expected, digests.sha256),
    findings: pack.log.list(),
    ...(omitted.length === 0 ? {} : { findings_omitted: omitted }),
    pack_sha256: digests.sha256,
  };
}
