import { describe, expect, it } from 'vitest';
import { declareBank, listArtifacts } from '#core/testing/bank-declarations.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import { rawFormat } from './raw-format.ts';

const RAW = rawFormat('SCENE/raw_v1', 'SCENE');

function declare(metadata?: JsonObject, artifacts = listArtifacts('level.bin')) {
  return declareBank('raw', 'SCENE/raw_v1', artifacts, metadata === undefined ? {} : { metadata });
}

function found(metadata?: JsonObject, artifacts = listArtifacts('level.bin')): string[] {
  return RAW.checkDeclaration(declare(metadata, artifacts)).map(
    ({ code, pointer }) => `${code} ${pointer ?? ''}`,
  );
}

function decodedSize(metadata?: JsonObject): number | undefined {
  return RAW.produce.kind === 'copy' ? RAW.produce.decodedSize(declare(metadata), 77) : undefined;
}

describe('asset-pack 4.4: raw formats', () => {
  it('the resident size is the declared one, else that of the bytes', () => {
    expect(decodedSize()).toBe(77);
    expect(decodedSize({})).toBe(77);
    expect(decodedSize({ decoded_size: 4096 })).toBe(4096);
    expect(decodedSize({ decoded_size: 0 })).toBe(0);
  });

  it('RAW_TAKEN_FOR_FORMAT: keys by which readers infer another format', () => {
    const glyphs = rawFormat('GLYPH/raw_v1', 'GLYPH');
    const sounds = rawFormat('SOUNDS/raw_v1', 'SOUNDS');
    const codes = (format: typeof RAW, metadata: JsonObject) =>
      format.checkDeclaration(declare(metadata)).map(({ code }) => code);
    expect(codes(glyphs, { tile_size: 8 })).toEqual(['RAW_TAKEN_FOR_FORMAT']);
    expect(codes(sounds, { samples: {} })).toEqual(['RAW_TAKEN_FOR_FORMAT']);
    expect(codes(sounds, { tile_size: 8 })).toEqual([]);
    expect(codes(RAW, { samples: {} })).toEqual([]);
  });

  it('the directive does not reach the header', () => {
    expect(RAW.headerMetadata(declare({ decoded_size: 4096, biome: 'cave' }))).toEqual({ biome: 'cave' });
    expect(RAW.headerMetadata(declare())).toEqual({});
  });

  it('METADATA_INVALID: a size that is no number of bytes', () => {
    for (const decoded_size of [-1, 1.5, '4096', null, 2 ** 53]) {
      expect(found({ decoded_size })).toEqual(['METADATA_INVALID /output/metadata/decoded_size']);
    }
    expect(found({ decoded_size: 2 ** 53 - 1 })).toEqual([]);
  });

  it('ARTIFACT_NONE, ARTIFACT_COUNT: exactly one artifact with index 0', () => {
    expect(found({}, [])).toEqual(['ARTIFACT_NONE /artifacts']);
    expect(found({}, listArtifacts('a', 'b'))).toEqual(['ARTIFACT_COUNT /artifacts']);
    expect(found({}, [{ file: 'a', index: 1 }])).toEqual(['ARTIFACT_COUNT /artifacts/0/index']);
    expect(found({})).toEqual([]);
  });
});
