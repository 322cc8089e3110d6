import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nobleHash } from '#core/hash/noble-hash.ts';
import { bytesOfHex } from '#core/testing/hostile-pack.ts';
import { reportOf } from '#core/testing/hostile-reports.ts';
import * as layout from './layout.ts';

const document = readFileSync(new URL('../../docs/format.md', import.meta.url), 'utf8');

describe('docs/format.md', () => {
  it('lists every constant of the layout', () => {
    const names = Object.entries(layout).flatMap(([name, value]) =>
      name === 'GLYPH' || name === 'SOUND' || name === 'SCENE'
        ? Object.keys(value).map((key) => `.${key}`)
        : [name],
    );
    const listed = document.slice(document.indexOf('## Assumed constants'));
    expect(names.filter((name) => !listed.includes(`${name}\``))).toEqual([]);
  });

  it('shows an example that is a sound pack with the digest it names', () => {
    const dump = /```hexdump\n([^`]*)```/.exec(document)?.[1] ?? '';
    const bytes = bytesOfHex(
      dump
        .split('\n')
        .map((line) => line.slice(10, 50))
        .join(''),
    );
    expect(bytes).toHaveLength(207);
    expect(reportOf(bytes).findings).toEqual([]);
    expect(document).toContain(nobleHash.sha256Hex(bytes));
  });
});
