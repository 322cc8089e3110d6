import { StudioError } from '#core/errors.ts';
import { readJson } from '#core/json/read-json.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import type { Cache, CachedAsset, DigestedFile } from '#schemas/workspace/cache.ts';
import { validate } from '#schemas/validate.ts';
import { CACHE_PATH } from './workspace-paths.ts';

/** Version of `cache.json` that this program reads and writes. */
export const CACHE_SCHEMA_VERSION = 1;
const MAX_CACHE_BYTES = 256 * 1024 * 1024;
const ENCODER = new TextEncoder();

export function emptyCache(packerVersion: string): Cache {
  return { schema_version: CACHE_SCHEMA_VERSION, packer_version: packerVersion, assets: {}, outputs: {} };
}

/**
 * The cache of a project. Missing, unreadable, broken, newer or of another packer version: empty, never an error
 * (asset-workspace 6).
 */
export function readCache(tree: ReadTree, packerVersion: string): Cache {
  try {
    return parseCache(tree.readFile(CACHE_PATH, MAX_CACHE_BYTES).bytes, packerVersion);
  } catch (thrown) {
    if (thrown instanceof StudioError) return emptyCache(packerVersion);
    throw thrown;
  }
}

/** The same from bytes. */
export function parseCache(bytes: Uint8Array, packerVersion: string): Cache {
  const read = readJson(bytes, { maxBytes: MAX_CACHE_BYTES, numbers: 'integers' });
  const checked = read.ok ? validate('cache', read.value) : undefined;
  if (checked?.ok !== true || checked.value.packer_version !== packerVersion)
    return emptyCache(packerVersion);
  return checked.value;
}

/**
 * Bytes of `cache.json`. Only assets of `registeredIds` are kept: the cache holds nothing for others
 * (asset-workspace 6). The same content gives the same bytes.
 */
export function writeCache(cache: Cache, registeredIds: Iterable<number>): Uint8Array<ArrayBuffer> {
  const assets: Record<string, CachedAsset> = {};
  for (const assetId of [...new Set(registeredIds)].sort((left, right) => left - right)) {
    const asset = cache.assets[String(assetId)];
    if (asset !== undefined) assets[String(assetId)] = { ...asset, files: sortedFiles(asset.files) };
  }
  const document: Cache = {
    schema_version: CACHE_SCHEMA_VERSION,
    packer_version: cache.packer_version,
    assets,
    outputs: sortedFiles(cache.outputs),
  };
  return ENCODER.encode(`${JSON.stringify(document)}\n`);
}

function sortedFiles(files: Readonly<Record<string, DigestedFile>>): Record<string, DigestedFile> {
  return Object.fromEntries(Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1)));
}
