import { describe, expect, it } from 'vitest';
import { ASSET_TYPES, FORMAT_IDS } from '#schemas/scalars.ts';
import { BANK_FORMATS, describeUnsupportedFormat, findBankFormat } from './registry.ts';

describe('asset-workspace 2: pairs of type and format', () => {
  it('are exactly these', () => {
    const pairs = ASSET_TYPES.flatMap((type) =>
      [...FORMAT_IDS, 'GLYPH/indexed_v2', 'toString'].flatMap((format) => {
        const bank = findBankFormat(type, format);
        return bank === undefined ? [] : [`${type} ${format} ${bank.format} ${bank.bankType}`];
      }),
    );
    expect(pairs).toEqual([
      'glyph_bank GLYPH/indexed_v1 GLYPH/indexed_v1 GLYPH',
      'sound_bank SOUNDS/pcm16le_v1 SOUNDS/pcm16le_v1 SOUNDS',
      'raw GLYPH/raw_v1 GLYPH/raw_v1 GLYPH',
      'raw SOUNDS/raw_v1 SOUNDS/raw_v1 SOUNDS',
      'raw SCENE/raw_v1 SCENE/raw_v1 SCENE',
    ]);
    expect(BANK_FORMATS.size).toBe(5);
  });

  it('FORMAT_UNSUPPORTED: another pair, and scenes with a remedy of their own', () => {
    const other = describeUnsupportedFormat('glyph_bank', 'SOUNDS/pcm16le_v1');
    expect(other).toMatchObject({ code: 'FORMAT_UNSUPPORTED', pointer: '/output/format' });
    expect(other).not.toHaveProperty('remedy');
    const scene = describeUnsupportedFormat('scene_bank', 'SCENE/tilemap_v1');
    expect(scene).toMatchObject({ code: 'FORMAT_UNSUPPORTED', pointer: '/output/format' });
    expect(scene).toHaveProperty('remedy');
  });
});
