import { Type, type Static } from 'typebox';
import { SafeCount, Sha256Hex } from '../scalars.ts';

/** Nanoseconds since the epoch, or an inode: decimal text, because they pass 2^53. */
const Decimal = Type.String({ pattern: '^(0|[1-9][0-9]*)$' });

/** What identifies one version of a file without reading it (asset-workspace 6). */
export const FileFacts = Type.Object(
  { size: SafeCount, mtime_ns: Decimal, ctime_ns: Decimal, inode: Decimal },
  { additionalProperties: false },
);
export type FileFacts = Static<typeof FileFacts>;

/** Facts with the digest of the bytes they stood for. */
export const DigestedFile = Type.Object(
  { size: SafeCount, mtime_ns: Decimal, ctime_ns: Decimal, inode: Decimal, sha256: Sha256Hex },
  { additionalProperties: false },
);
export type DigestedFile = Static<typeof DigestedFile>;

/** One asset: its files by root-relative path, its build key, the digest of the payload that key gave. */
export const CachedAsset = Type.Object(
  {
    files: Type.Record(Type.String(), DigestedFile),
    build_key: Sha256Hex,
    payload_sha256: Sha256Hex,
  },
  { additionalProperties: false },
);
export type CachedAsset = Static<typeof CachedAsset>;

/** `assets/.prometeu/cache.json`: disposable at any time (asset-workspace 6). */
export const Cache = Type.Object(
  {
    schema_version: Type.Literal(1),
    packer_version: Type.String({ minLength: 1 }),
    assets: Type.Record(Type.String({ pattern: '^[1-9][0-9]*$' }), CachedAsset),
    outputs: Type.Record(Type.String(), DigestedFile),
  },
  { $id: 'cache', title: 'assets/.prometeu/cache.json', additionalProperties: false },
);
export type Cache = Static<typeof Cache>;
