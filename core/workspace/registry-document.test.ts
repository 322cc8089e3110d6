import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import type { FileStat } from '#core/ports/file-system.ts';
import { parseRegistry } from './registry-document.ts';
import type { RegistryState } from './snapshot.ts';
import { writeRegistry } from './write-registry.ts';

const STAT: FileStat = { kind: 'file', size: 1, mtimeNs: 1n, ctimeNs: 1n, inode: 1n };
const UUID_A = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const UUID_B = '3f2504e0-4f89-41d3-9a0c-0305e82c3302';

function parse(text: string): RegistryState {
  return parseRegistry(new TextEncoder().encode(text), STAT);
}

function entry(id: number, root: string, uuid = UUID_A): Record<string, unknown> {
  return { asset_id: id, asset_uuid: uuid, root, included_in_build: true };
}

function registry(assets: readonly unknown[], more: Record<string, unknown> = {}): string {
  return JSON.stringify({ schema_version: 1, next_asset_id: 10, assets, ...more });
}

function codesOf(state: RegistryState): readonly string[] {
  return state.kind === 'missing' ? [] : state.diagnostics.map(({ code }) => code);
}

describe('parseRegistry', () => {
  it('gives entries in file order with their indices', () => {
    const state = parse(registry([entry(2, 'b'), entry(1, 'a/c', UUID_B)]));
    if (state.kind !== 'ok') throw new Error('not read');
    expect(state.document.value.assets.map(({ root }) => root)).toEqual(['b', 'a/c']);
    expect(state.entryIndices).toEqual([0, 1]);
    expect(state.diagnostics).toEqual([]);
  });

  it('H5 refuses a duplicate key with pointer and byte offset', () => {
    const text = '{"schema_version":1,"next_asset_id":1,"assets":[],"assets":[]}';
    const state = parse(text);
    expect(state).toMatchObject({
      kind: 'unusable',
      diagnostics: [
        {
          code: 'REGISTRY_INVALID',
          severity: 'error',
          file: 'assets/.prometeu/index.json',
          pointer: '/assets',
          byte_offset: text.lastIndexOf('"assets"'),
        },
      ],
    });
  });

  it('H5 refuses a byte order mark, invalid UTF-8 and truncation', () => {
    const whole = registry([entry(1, 'a')]);
    for (const bytes of [
      new TextEncoder().encode(`\uFEFF${whole}`),
      new Uint8Array([0x7b, 0xff, 0x7d]),
      new TextEncoder().encode(whole.slice(0, -5)),
      new Uint8Array(),
    ]) {
      expect(codesOf(parseRegistry(bytes, STAT))).toEqual(['REGISTRY_INVALID']);
    }
  });

  it('H6 reads no member from prototypes', () => {
    const state = parse('{"__proto__":{"schema_version":1,"next_asset_id":1,"assets":[]}}');
    expect(codesOf(state)).toEqual(['REGISTRY_INVALID']);
  });

  it('refuses a newer version with its own code and place', () => {
    const text = '{"schema_version":2,"whatever":true}';
    expect(parse(text)).toMatchObject({
      kind: 'unusable',
      diagnostics: [
        { code: 'REGISTRY_NEWER', pointer: '/schema_version', byte_offset: text.indexOf('"schema_version"') },
      ],
    });
  });

  it('H5 refuses integers that are not written as integers', () => {
    expect(codesOf(parse(registry([]).replace('10', '10.0')))).toEqual(['REGISTRY_INVALID']);
    const broken = parse(registry([entry(1, 'a')]).replace('"asset_id":1', '"asset_id":1e0'));
    expect(broken).toMatchObject({
      kind: 'ok',
      diagnostics: [{ code: 'REGISTRY_INVALID', pointer: '/assets/0/asset_id' }],
    });
  });

  it('leaves a broken entry out and keeps the others', () => {
    const state = parse(
      registry([entry(1, 'a'), { ...entry(2, 'b'), asset_uuid: 'no' }, 7, entry(3, 'c'), { asset_id: 4 }]),
    );
    if (state.kind !== 'ok') throw new Error('not read');
    expect(state.document.value.assets.map(({ asset_id: id }) => id)).toEqual([1, 3]);
    expect(state.entryIndices).toEqual([0, 3]);
    expect(state.diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['REGISTRY_INVALID', '/assets/1/asset_uuid'],
      ['REGISTRY_INVALID', '/assets/2'],
      ['REGISTRY_INVALID', '/assets/4/asset_uuid'],
    ]);
  });

  it('H7 refuses roots that are no plain relative path or lie in the studio folder', () => {
    const roots = ['../x', '/x', 'a//b', './a', 'a\\b', 'C:/a', 'a\u0000', '.prometeu/x', 'ok'];
    const state = parse(registry(roots.map((root, index) => entry(index + 1, root))));
    if (state.kind !== 'ok') throw new Error('not read');
    expect(state.document.value.assets.map(({ root }) => root)).toEqual(['ok']);
    expect(state.diagnostics.map(({ pointer }) => pointer)).toEqual(
      roots.slice(0, -1).map((_, index) => `/assets/${index}/root`),
    );
  });

  it('hints at unknown keys at both levels', () => {
    const text = registry([{ ...entry(1, 'a'), 'odd/key': 1 }], { note: 'x' });
    const state = parse(text);
    expect(state).toMatchObject({
      kind: 'ok',
      diagnostics: [
        {
          code: 'REGISTRY_UNKNOWN_KEY',
          severity: 'hint',
          pointer: '/assets/0/odd~1key',
          byte_offset: text.indexOf('"odd/key"'),
        },
        {
          code: 'REGISTRY_UNKNOWN_KEY',
          severity: 'hint',
          pointer: '/note',
          byte_offset: text.indexOf('"note"'),
        },
      ],
    });
  });

  it('F1 gives a state for any bytes', () => {
    const valid = new TextEncoder().encode(registry([entry(1, 'a'), entry(2, 'b', UUID_B)]));
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.nat(255), fc.nat(valid.length), (at, byte, end) => {
        const mutated = valid.slice(0, Math.max(at + 1, end));
        mutated[at] = byte;
        const state = parseRegistry(mutated, STAT);
        expect(state.kind === 'ok' || codesOf(state).length > 0).toBe(true);
      }),
    );
  });
});

describe('writeRegistry', () => {
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

  it('writes two-space JSON by id with a final newline', () => {
    const text = decode(
      writeRegistry({
        schema_version: 1,
        next_asset_id: 3,
        assets: [
          { asset_id: 2, asset_uuid: UUID_B, root: 'b', included_in_build: false },
          { asset_id: 1, asset_uuid: UUID_A, root: 'a', included_in_build: true },
        ],
      }),
    );
    expect(text).toBe(`{
  "schema_version": 1,
  "next_asset_id": 3,
  "assets": [
    {
      "asset_id": 1,
      "asset_uuid": "${UUID_A}",
      "root": "a",
      "included_in_build": true
    },
    {
      "asset_id": 2,
      "asset_uuid": "${UUID_B}",
      "root": "b",
      "included_in_build": false
    }
  ]
}
`);
  });

  it('keeps unknown keys and broken entries of the previous document', () => {
    const previous = new TextEncoder().encode(
      registry([{ note: 'mine', ...entry(2, 'b') }, { asset_id: 'broken' }, entry(1, 'a', UUID_B)], {
        owner: 'ana',
      }),
    );
    const state = parseRegistry(previous, STAT);
    if (state.kind !== 'ok') throw new Error('not read');
    const value = state.document.value;
    const kept = value.assets
      .filter(({ asset_id: id }) => id === 2)
      .map((found) => ({ ...found, root: 'moved/b' }));
    expect(JSON.parse(decode(writeRegistry({ ...value, assets: kept }, previous)))).toEqual({
      schema_version: 1,
      next_asset_id: 10,
      assets: [{ note: 'mine', ...entry(2, 'moved/b') }, { asset_id: 'broken' }],
      owner: 'ana',
    });
  });
});
