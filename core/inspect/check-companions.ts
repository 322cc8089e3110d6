import { compareUtf8 } from '#core/bytes/order.ts';
import { asStudioError } from '#core/errors.ts';
import { canonicalJsonBytes } from '#core/json/canonical.ts';
import { readJson } from '#core/json/read-json.ts';
import { BUILD_FILES } from '#core/pack-format/layout.ts';
import type { FindingLog } from '#core/pack-format/findings.ts';
import type { InspectedPack } from '#core/pack-format/read-pack.ts';
import type { WrittenPack } from '#core/pack-format/pack-writer.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import type { AssetTableMetadata } from '#schemas/pack/companions.ts';
import { validate } from '#schemas/validate.ts';

/** Largest companion that is read: the header limit for the mirrors, more for the tooling metadata. */
const MAX_COMPANION_BYTES = 256 * 1024 * 1024;

type CompanionName = (typeof BUILD_FILES)[Exclude<keyof typeof BUILD_FILES, 'pack'>];

/** A finding of a companion that waits for the log of the pack. */
export type CompanionProblem = (log: FindingLog) => void;

/** The companions of a build folder as far as they could be read; a problem stands for one that could not. */
export interface CompanionSet {
  readonly assetTable: Uint8Array | undefined;
  readonly preload: Uint8Array | undefined;
  readonly metadata: AssetTableMetadata | undefined;
  readonly problems: readonly CompanionProblem[];
}

function readFile(tree: ReadTree, name: CompanionName, problems: CompanionProblem[]): Uint8Array | undefined {
  const stat = tree.stat(name);
  if (stat === undefined) {
    problems.push((log) => log.add('COMPANION_MISSING', `${name} is missing.`, { file: name }));
    return undefined;
  }
  if (stat.kind !== 'file' || stat.size > MAX_COMPANION_BYTES) {
    const why = stat.kind === 'file' ? `has more than ${MAX_COMPANION_BYTES} bytes` : 'is not a regular file';
    problems.push((log) => log.add('COMPANION_INVALID', `${name} ${why}.`, { file: name }));
    return undefined;
  }
  try {
    return tree.readFile(name, MAX_COMPANION_BYTES).bytes;
  } catch (thrown) {
    const { code } = asStudioError(thrown);
    if (code !== 'FILE_NOT_REGULAR' && code !== 'FILE_NOT_FOUND') throw thrown;
    problems.push((log) => log.add('COMPANION_INVALID', `${name} is not a regular file.`, { file: name }));
    return undefined;
  }
}

function readMetadata(bytes: Uint8Array, problems: CompanionProblem[]): AssetTableMetadata | undefined {
  const file = BUILD_FILES.assetTableMetadata;
  const invalid = (message: string, place: { pointer?: string; byteOffset?: number }): undefined => {
    problems.push((log) => log.add('COMPANION_INVALID', message, { file, ...place }));
    return undefined;
  };
  const json = readJson(bytes, { maxBytes: MAX_COMPANION_BYTES });
  if (!json.ok)
    return invalid(json.problem.message, {
      pointer: json.problem.pointer,
      byteOffset: json.problem.byteOffset,
    });
  const checked = validate('asset-table-metadata', json.value);
  if (!checked.ok) {
    const [violation] = checked.errors;
    const pointer = violation?.pointer ?? '';
    const byteOffset = json.places.locate(pointer)?.byteOffset;
    return invalid(`It does not fit its schema: ${violation?.message ?? 'invalid'}.`, {
      pointer,
      ...(byteOffset === undefined ? {} : { byteOffset }),
    });
  }
  if (json.nonCanonicalAt >= 0) invalid('It is not in canonical form.', { byteOffset: json.nonCanonicalAt });
  return checked.value;
}

/** Reads the companions of a build folder; failures of the volume itself are thrown. */
export function readCompanions(tree: ReadTree): CompanionSet {
  const problems: CompanionProblem[] = [];
  const assetTable = readFile(tree, BUILD_FILES.assetTable, problems);
  const preload = readFile(tree, BUILD_FILES.preload, problems);
  const metadataBytes = readFile(tree, BUILD_FILES.assetTableMetadata, problems);
  const metadata = metadataBytes === undefined ? undefined : readMetadata(metadataBytes, problems);
  return { assetTable, preload, metadata, problems };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) if (a[index] !== b[index]) return index;
  return a.length === b.length ? -1 : shared;
}

function checkMirror(
  name: CompanionName,
  bytes: Uint8Array | undefined,
  value: readonly unknown[],
  log: FindingLog,
): void {
  if (bytes === undefined) return;
  const at = firstDifference(bytes, canonicalJsonBytes(value, { allowNonIntegers: true }));
  if (at < 0) return;
  const json = readJson(bytes, { maxBytes: MAX_COMPANION_BYTES });
  if (!json.ok) {
    log.add('COMPANION_INVALID', json.problem.message, {
      file: name,
      pointer: json.problem.pointer,
      byteOffset: json.problem.byteOffset,
    });
    return;
  }
  log.add('COMPANION_DIFFERS', 'From this byte on it differs from the header.', {
    file: name,
    byteOffset: at,
  });
}

function checkMetadata(
  metadata: AssetTableMetadata,
  pack: InspectedPack,
  written: WrittenPack,
  log: FindingLog,
): void {
  const file = BUILD_FILES.assetTableMetadata;
  if (metadata.pack.sha256 !== written.sha256 || metadata.pack.size_bytes !== written.sizeBytes) {
    log.add('COMPANION_PACK_DIGEST', `It was written for a pack with the digest ${metadata.pack.sha256}.`, {
      file,
      pointer: '/pack',
    });
  }
  if (pack.header === undefined) return;
  const differs = (message: string, assetId: number, pointer: string): void => {
    log.add('COMPANION_DIFFERS', message, { file, assetId, pointer });
  };
  const byId = new Map(pack.entries.map((entry) => [entry.assetId, entry]));
  const named = new Set<number>();
  let previous = 0;
  for (const [index, asset] of metadata.assets.entries()) {
    const id = asset.asset_id;
    const entry = byId.get(id);
    if (id <= previous) differs(`asset_id ${id} stands after ${previous}.`, id, `/assets/${index}/asset_id`);
    previous = id;
    named.add(id);
    if (entry === undefined) differs(`The table has no asset ${id}.`, id, `/assets/${index}/asset_id`);
    else if (entry.bankType !== undefined && !asset.format.startsWith(`${entry.bankType}/`)) {
      differs(
        `The format is ${asset.format}, but the bank type is ${entry.bankType}.`,
        id,
        `/assets/${index}/format`,
      );
    }
    if (
      asset.inputs.some(
        (input, at) => at > 0 && compareUtf8(asset.inputs[at - 1]?.path ?? '', input.path) >= 0,
      )
    ) {
      differs('The inputs are not in order of their paths.', id, `/assets/${index}/inputs`);
    }
  }
  for (const { assetId } of pack.entries) {
    if (assetId !== undefined && !named.has(assetId))
      differs(`It has no asset ${assetId}.`, assetId, '/assets');
  }
}

/** Logs where companions and pack disagree (asset-pack 3). */
export function checkCompanions(companions: CompanionSet, pack: InspectedPack, written: WrittenPack): void {
  const { log, header } = pack;
  for (const problem of companions.problems) problem(log);
  if (header !== undefined) {
    checkMirror(BUILD_FILES.assetTable, companions.assetTable, header.assetTable, log);
    checkMirror(BUILD_FILES.preload, companions.preload, header.preload, log);
  }
  if (companions.metadata !== undefined) checkMetadata(companions.metadata, pack, written, log);
}
