import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import type { FileStat } from '#core/ports/file-system.ts';
import { rawDeclaration, uuidNumber } from '#core/testing/project-scene.ts';
import { MemoryTree } from '#core/testing/memory-tree.ts';
import { MAX_DECLARATION_BYTES, parseDeclaration, readDeclaration } from './declaration-document.ts';
import type { DeclarationState } from './snapshot.ts';

const STAT: FileStat = { kind: 'file', size: 1, mtimeNs: 1n, ctimeNs: 1n, inode: 1n };
const FILE = 'assets/hero/asset.json';

function parse(document: unknown): DeclarationState {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return parseDeclaration(new TextEncoder().encode(text), STAT, FILE);
}

function foundIn(state: DeclarationState): readonly (readonly [string, string | undefined])[] {
  return state.kind === 'missing' ? [] : state.diagnostics.map(({ code, pointer }) => [code, pointer]);
}

describe('parseDeclaration', () => {
  it('reads a valid declaration', () => {
    const state = parse(rawDeclaration(1));
    expect(state).toMatchObject({ kind: 'ok', diagnostics: [] });
  });

  it('H5 tells duplicate keys, syntax and depth with pointer, byte offset and file', () => {
    const duplicate = '{"ä":1,"output":{"codec":"a","codec":"b"}}';
    expect(parse(duplicate)).toMatchObject({
      kind: 'unusable',
      diagnostics: [
        {
          code: 'DECLARATION_INVALID',
          file: FILE,
          pointer: '/output/codec',
          byte_offset: new TextEncoder().encode(duplicate.slice(0, duplicate.lastIndexOf('"codec"'))).length,
        },
      ],
    });
    expect(foundIn(parse('{"a":'))[0]?.[0]).toBe('DECLARATION_INVALID');
    expect(foundIn(parse(`${'['.repeat(65)}${']'.repeat(65)}`))[0]?.[0]).toBe('DECLARATION_INVALID');
    expect(foundIn(parse('"\\ud800"'))[0]?.[0]).toBe('DECLARATION_INVALID');
  });

  it('names the broken place and recovers the uuid', () => {
    const text = JSON.stringify(rawDeclaration(7, { preload: { enabled: 'yes' } }));
    expect(parse(text)).toMatchObject({
      kind: 'unusable',
      assetUuid: uuidNumber(7),
      diagnostics: [
        { code: 'DECLARATION_INVALID', pointer: '/preload/enabled', byte_offset: text.indexOf('"enabled"') },
      ],
    });
  });

  it('names a missing member', () => {
    expect(foundIn(parse(rawDeclaration(7, { name: undefined })))).toEqual([
      ['DECLARATION_INVALID', '/name'],
    ]);
    expect(foundIn(parse(rawDeclaration(7, { name: '' })))).toEqual([['DECLARATION_INVALID', '/name']]);
    expect(foundIn(parse(rawDeclaration(7, { asset_uuid: 'x' })))).toEqual([
      ['DECLARATION_INVALID', '/asset_uuid'],
    ]);
    expect(foundIn(parse('[]'))).toEqual([['DECLARATION_INVALID', '']]);
  });

  it('refuses a newer version with its own code', () => {
    expect(parse(rawDeclaration(3, { schema_version: 2, type: 'new' }))).toMatchObject({
      kind: 'unusable',
      assetUuid: uuidNumber(3),
      diagnostics: [{ code: 'DECLARATION_NEWER', pointer: '/schema_version' }],
    });
  });

  it('H5 refuses declared integers that are written with a point or an exponent', () => {
    const text = JSON.stringify(rawDeclaration(1)).replace('"index":0', '"index":0.0');
    expect(foundIn(parse(text))).toEqual([['DECLARATION_INVALID', '/artifacts/0/index']]);
  });

  it('hints at unknown keys at every level of the contract and nowhere else', () => {
    const state = parse(
      rawDeclaration(1, {
        extra: 1,
        inputs: { anything: [] },
        artifacts: [{ file: 'data.bin', index: 0, note: '', loop: { start: 0, end: 1, mode: 'x' } }],
        output: {
          format: 'SCENE/raw_v1',
          codec: 'NONE',
          quality: 1,
          metadata: { mine: 1 },
          pipeline: { mine: 1 },
          codec_configuration: { mine: 1 },
        },
        preload: { enabled: false, why: '' },
        build: { mine: 1 },
      }),
    );
    expect(state.kind).toBe('ok');
    expect(foundIn(state)).toEqual([
      ['DECLARATION_UNKNOWN_KEY', '/extra'],
      ['DECLARATION_UNKNOWN_KEY', '/output/quality'],
      ['DECLARATION_UNKNOWN_KEY', '/preload/why'],
      ['DECLARATION_UNKNOWN_KEY', '/artifacts/0/note'],
      ['DECLARATION_UNKNOWN_KEY', '/artifacts/0/loop/mode'],
    ]);
  });

  it('METADATA_NUMBER looks at the token, in metadata and codec_configuration only', () => {
    const text = JSON.stringify(
      rawDeclaration(1, {
        output: {
          format: 'SCENE/raw_v1',
          codec: 'NONE',
          metadata: { a: 'A', deep: ['B', 5] },
          pipeline: { p: 'C' },
          codec_configuration: { c: 'D', ok: 9007199254740991, low: -9007199254740991 },
        },
        build: { b: 'E' },
      }),
    )
      .replace('"A"', '1.0')
      .replace('"B"', '9007199254740992')
      .replace('"C"', '1.5')
      .replace('"D"', '1E2')
      .replace('"E"', '2.5');
    const state = parse(text);
    expect(state.kind).toBe('ok');
    expect(state).toMatchObject({
      diagnostics: [
        {
          code: 'METADATA_NUMBER',
          severity: 'error',
          pointer: '/output/metadata/a',
          byte_offset: text.indexOf('1.0'),
        },
        { code: 'METADATA_NUMBER', pointer: '/output/metadata/deep/0' },
        { code: 'METADATA_NUMBER', pointer: '/output/codec_configuration/c' },
      ],
    });
    expect(foundIn(state)).toHaveLength(3);
  });

  it('H6 takes __proto__ as a key like any other', () => {
    const text = JSON.stringify(rawDeclaration(1)).replace('"inputs":{}', '"inputs":{"__proto__":["x.bin"]}');
    const state = parse(text);
    if (state.kind !== 'ok') throw new Error('not read');
    expect(Object.entries(state.document.value.inputs)).toEqual([['__proto__', ['x.bin']]]);
  });

  it('F1 gives a state for any bytes', () => {
    const valid = new TextEncoder().encode(JSON.stringify(rawDeclaration(1)));
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.uint8Array({ maxLength: 4 }), (at, bytes) => {
        const mutated = new Uint8Array([...valid.subarray(0, at), ...bytes, ...valid.subarray(at + 1)]);
        const state = parseDeclaration(mutated, STAT, FILE);
        expect(state.kind === 'ok' || foundIn(state).length > 0).toBe(true);
      }),
    );
  });
});

describe('readDeclaration', () => {
  it('H8 H9 refuses links, devices and files over the limit without reading them', () => {
    const tree = new MemoryTree()
      .putLink('assets/link/asset.json', '../hero/asset.json')
      .putDevice('assets/pipe/asset.json')
      .putFile('assets/huge/asset.json', new Uint8Array(MAX_DECLARATION_BYTES + 1));
    for (const root of ['link', 'pipe', 'huge']) {
      const state = readDeclaration(tree, root, tree.stat(`assets/${root}/asset.json`));
      expect(foundIn(state)).toEqual([['DECLARATION_INVALID', undefined]]);
    }
  });

  it('tells an unreadable file from a missing one', () => {
    const tree = new MemoryTree().putFile(FILE, '{}').setUnreadable(FILE);
    expect(foundIn(readDeclaration(tree, 'hero', tree.stat(FILE)))).toEqual([
      ['DECLARATION_INVALID', undefined],
    ]);
    expect(readDeclaration(tree, 'hero', undefined)).toEqual({ kind: 'missing' });
  });
});
