import { describe, expect, it } from 'vitest';
import { findBankFormat } from '#core/banks/registry.ts';
import { declareBank } from '#core/testing/bank-declarations.ts';
import { codeOf } from '#core/testing/scratch-folder.ts';
import type { BankFormat } from '#core/banks/bank-format.ts';
import type { AssetType, JsonObject } from '#schemas/scalars.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { checkMetadataCollisions, mergeHeaderMetadata } from './header-metadata.ts';

function formatOf(type: AssetType, format: string): BankFormat {
  const found = findBankFormat(type, format);
  if (found === undefined) throw new Error(`no format ${format}`);
  return found;
}

const GLYPH = formatOf('glyph_bank', 'GLYPH/indexed_v1');
const SOUND = formatOf('sound_bank', 'SOUNDS/pcm16le_v1');
const RAW = formatOf('raw', 'SCENE/raw_v1');

function declare(format: BankFormat, metadata: JsonObject | undefined, codec?: JsonObject): AssetDeclaration {
  const declaration = declareBank('raw', format.format, []);
  const output = {
    ...declaration.output,
    ...(metadata === undefined ? {} : { metadata }),
    ...(codec === undefined ? {} : { codec_configuration: codec }),
  };
  return { ...declaration, output };
}

function pointersOf(declaration: AssetDeclaration, format: BankFormat): readonly (string | undefined)[] {
  return checkMetadataCollisions(declaration, format).map(({ code, pointer }) => `${code} ${pointer ?? ''}`);
}

describe('checkMetadataCollisions', () => {
  it('METADATA_COLLISION for every key that the glyph packer adds, not for the one the author owes', () => {
    const metadata = {
      tile_size: 8,
      width: 256,
      height: 256,
      palette_count: 64,
      palette_authored: 1,
      mood: 'dark',
    };
    expect(pointersOf(declare(GLYPH, metadata), GLYPH).toSorted()).toEqual([
      'METADATA_COLLISION /output/metadata/height',
      'METADATA_COLLISION /output/metadata/palette_authored',
      'METADATA_COLLISION /output/metadata/palette_count',
      'METADATA_COLLISION /output/metadata/width',
    ]);
  });

  it('METADATA_COLLISION for the keys of a sound bank', () => {
    const metadata = { channels: 1, sample_count: 1, samples: {} };
    expect(checkMetadataCollisions(declare(SOUND, metadata), SOUND)).toHaveLength(3);
  });

  it('codec collides exactly when codec_configuration is declared, even empty, in every format', () => {
    expect(pointersOf(declare(RAW, { codec: 1 }), RAW)).toEqual([]);
    expect(pointersOf(declare(RAW, { codec: 1 }, {}), RAW)).toEqual([
      'METADATA_COLLISION /output/metadata/codec',
    ]);
    expect(pointersOf(declare(SOUND, { codec: 1 }, { a: 1 }), SOUND)).toHaveLength(1);
  });

  it('finds nothing without metadata', () => {
    expect(pointersOf(declare(GLYPH, undefined, {}), GLYPH)).toEqual([]);
  });
});

describe('mergeHeaderMetadata', () => {
  it('puts author, bank and codec together', () => {
    const declaration = declare(GLYPH, { tile_size: 8, mood: 'dark' }, { level: 3 });
    expect(mergeHeaderMetadata(declaration, GLYPH, { width: 256 })).toEqual({
      tile_size: 8,
      mood: 'dark',
      width: 256,
      codec: { level: 3 },
    });
  });

  it('writes codec even as an empty object and never without a declaration', () => {
    expect(mergeHeaderMetadata(declare(RAW, undefined, {}), RAW, {})).toEqual({ codec: {} });
    expect(mergeHeaderMetadata(declare(RAW, { codec: 'mine' }), RAW, {})).toEqual({ codec: 'mine' });
    expect(mergeHeaderMetadata(declare(RAW, undefined), RAW, {})).toEqual({});
  });

  it('takes the decoded size of a raw asset out', () => {
    expect(mergeHeaderMetadata(declare(RAW, { decoded_size: 9, kind: 'x' }), RAW, {})).toEqual({ kind: 'x' });
  });

  it('refuses sources that collide', () => {
    expect(codeOf(() => mergeHeaderMetadata(declare(GLYPH, { width: 1 }), GLYPH, { width: 256 }))).toBe(
      'INTERNAL',
    );
  });

  it('H6 carries __proto__ as a key like any other', () => {
    const metadata = JSON.parse('{"__proto__":{"polluted":1}}') as JsonObject;
    const merged = mergeHeaderMetadata(declare(RAW, metadata), RAW, {});
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"polluted":1}}');
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });
});
