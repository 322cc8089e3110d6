import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHash } from '#core/node/node-hash.ts';
import { canonicalJson, canonicalJsonBytes } from './canonical.ts';
import { readJson } from './read-json.ts';

interface Vector {
  readonly id: string;
  readonly input_json: string;
  readonly expected_canonical_json: string;
  readonly expected_sha256_hex: string;
}

/** Folder with byte-exact foreign data; without it these tests count as skipped. */
const fixtures = process.env['PACK_STUDIO_FIXTURES'];

function vectors(): readonly Vector[] {
  if (fixtures === undefined) return [];
  const text = readFileSync(join(fixtures, 'runtime-pack/extra-jcs-vectors.json'), 'utf8');
  const { vectors: all } = JSON.parse(text) as { readonly vectors: readonly Vector[] };
  // One vector is about a manifest without its signature, not about canonical JSON alone.
  return all.filter(({ id }) => id !== 'x-jcs-signature-exclusion');
}

describe('RFC 8785 vectors from outside', () => {
  it.skipIf(fixtures === undefined)(
    'S3 give the canonical text and its digest (needs PACK_STUDIO_FIXTURES)',
    () => {
      const wrong: string[] = [];
      for (const { id, input_json, expected_canonical_json, expected_sha256_hex } of vectors()) {
        const read = readJson(new TextEncoder().encode(input_json));
        if (!read.ok) {
          wrong.push(`${id}: ${read.problem.code}`);
          continue;
        }
        const options = { allowNonIntegers: true };
        if (canonicalJson(read.value, options) !== expected_canonical_json) wrong.push(`${id}: text`);
        if (nodeHash.sha256Hex(canonicalJsonBytes(read.value, options)) !== expected_sha256_hex)
          wrong.push(`${id}: digest`);
      }
      expect(wrong).toEqual([]);
      expect(vectors().length).toBeGreaterThan(0);
    },
  );
});
