import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declareGlyphBank, listArtifacts } from '#core/testing/bank-declarations.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import { GLYPH_INDEXED_V1 } from './glyph-format.ts';
import { listPaletteFiles, readGlyphSettings } from './glyph-settings.ts';

const RED = { colors: ['#000000', '#ff0000'] };
const one = listArtifacts('a.png');

function found(
  pipeline: JsonObject,
  metadata: JsonObject = { tile_size: 8 },
  artifacts = one,
): (readonly [string, string | undefined])[] {
  const { diagnostics } = readGlyphSettings(declareGlyphBank(artifacts, pipeline, metadata));
  return diagnostics.map(({ code, pointer }) => [code, pointer]);
}

describe('asset-pack 4.1: declaration of an indexed bank', () => {
  it('palettes come out ascending by index, list position means nothing', () => {
    const palettes = [
      { index: 63, palette: { colors: ['#FFffFF'] } },
      { index: 2, palette: { file: 'x.HEX' }, note: 'unknown keys are tooling metadata' },
    ];
    const declaration = declareGlyphBank(one, { palettes, slice: 'grid', spacing: 2, author: 'someone' });
    expect(readGlyphSettings(declaration).settings).toEqual({
      tileSize: 8,
      grid: { margin: 0, spacing: 2 },
      palettes: [
        {
          index: 2,
          pointer: '/output/pipeline/palettes/1',
          content: { kind: 'file', file: 'x.HEX', fileKind: 'hex' },
        },
        {
          index: 63,
          pointer: '/output/pipeline/palettes/0',
          content: { kind: 'colors', colors: [[255, 255, 255]] },
        },
      ],
    });
    expect(listPaletteFiles(declaration)).toEqual(['x.HEX']);
  });

  it('GLYPH_TILE_SIZE', () => {
    expect(found({ palettes: 'auto' }, {})).toEqual([['GLYPH_TILE_SIZE', '/output']]);
    for (const tile_size of [0, 12, 64, '8', null, 8.5]) {
      expect(found({ palettes: 'auto' }, { tile_size })).toEqual([
        ['GLYPH_TILE_SIZE', '/output/metadata/tile_size'],
      ]);
    }
  });

  it('GLYPH_PALETTE_MISSING with the fix where palettes are not declared at all', () => {
    const { diagnostics } = readGlyphSettings(declareGlyphBank(one, {}));
    expect(diagnostics).toMatchObject([{ code: 'GLYPH_PALETTE_MISSING', fixId: 'set-palettes-auto' }]);
  });

  it('GLYPH_PALETTE_MISSING at the artifact that names a palette that is not declared', () => {
    const artifacts = [{ file: 'a.png', index: 0, palette: 4 }];
    const pipeline = { palettes: [{ index: 3, palette: RED }] };
    expect(found(pipeline, undefined, artifacts)).toEqual([
      ['GLYPH_PALETTE_MISSING', '/artifacts/0/palette'],
    ]);
  });

  it('GLYPH_AUTO_WITH_PALETTE', () => {
    const { diagnostics } = readGlyphSettings(
      declareGlyphBank([{ file: 'a.png', index: 0, palette: 0 }], { palettes: 'auto' }),
    );
    expect(diagnostics).toMatchObject([
      { code: 'GLYPH_AUTO_WITH_PALETTE', pointer: '/artifacts/0/palette', fixId: 'remove-artifact-palette' },
    ]);
  });

  it('GLYPH_PALETTE_DUPLICATE', () => {
    const palettes = [
      { index: 3, palette: RED },
      { index: 3, palette: RED },
    ];
    expect(found({ palettes })).toEqual([['GLYPH_PALETTE_DUPLICATE', '/output/pipeline/palettes/1/index']]);
  });

  it.each<readonly [string, unknown, string]>([
    ['no object', 'red', ''],
    ['no index', { palette: RED }, ''],
    ['index 64', { index: 64, palette: RED }, ''],
    ['index -1', { index: -1, palette: RED }, ''],
    ['no palette', { index: 0 }, ''],
    ['neither colours nor file', { index: 0, palette: {} }, '/palette'],
    ['both colours and file', { index: 0, palette: { ...RED, file: 'a.gpl' } }, '/palette'],
    ['colours that are no list', { index: 0, palette: { colors: '#ffffff' } }, '/palette/colors'],
    ['no colour', { index: 0, palette: { colors: [] } }, '/palette/colors'],
    [
      '17 colours',
      { index: 0, palette: { colors: new Array<string>(17).fill('#ffffff') } },
      '/palette/colors',
    ],
    ['a fourth channel', { index: 0, palette: { colors: ['#000000', '#ffffffff'] } }, '/palette/colors/1'],
    ['a colour without #', { index: 0, palette: { colors: ['ffffff'] } }, '/palette/colors/0'],
    ['a colour that is a number', { index: 0, palette: { colors: [0] } }, '/palette/colors/0'],
    ['a file that is no path', { index: 0, palette: { file: 7 } }, '/palette/file'],
  ])('GLYPH_PALETTE_MALFORMED: %s', (_name, palette, place) => {
    expect(found({ palettes: [palette] })).toEqual([
      ['GLYPH_PALETTE_MALFORMED', `/output/pipeline/palettes/0${place}`],
    ]);
  });

  it('GLYPH_PALETTE_FILE_INVALID: an extension of another kind', () => {
    expect(found({ palettes: [{ index: 0, palette: { file: 'a.act' } }] })).toEqual([
      ['GLYPH_PALETTE_FILE_INVALID', '/output/pipeline/palettes/0/palette/file'],
    ]);
  });

  it('PIPELINE_INVALID: palettes, slice and gutters of the wrong kind', () => {
    expect(found({ palettes: 'automatic' })).toEqual([['PIPELINE_INVALID', '/output/pipeline/palettes']]);
    expect(found({ palettes: 'auto', slice: 'rows' })).toEqual([
      ['PIPELINE_INVALID', '/output/pipeline/slice'],
    ]);
    expect(found({ palettes: 'auto', slice: 'grid', margin: -1 })).toEqual([
      ['PIPELINE_INVALID', '/output/pipeline/margin'],
    ]);
    expect(found({ palettes: 'auto', slice: 'grid', spacing: 1.5 })).toEqual([
      ['PIPELINE_INVALID', '/output/pipeline/spacing'],
    ]);
  });

  it('ARTIFACT_NONE', () => {
    expect(found({ palettes: 'auto' }, undefined, [])).toEqual([['ARTIFACT_NONE', '/artifacts']]);
  });

  it('ARTIFACT_INDEX_DUPLICATE and ARTIFACT_INDEX_GAP of single tiles; sheets wait for their sizes', () => {
    const artifacts = [
      { file: 'c.png', index: 5 },
      { file: 'a.png', index: 0 },
      { file: 'b.png', index: 0 },
    ];
    expect(found({ palettes: 'auto' }, undefined, artifacts)).toEqual([
      ['ARTIFACT_INDEX_DUPLICATE', '/artifacts/2/index'],
      ['ARTIFACT_INDEX_GAP', '/artifacts/0/index'],
    ]);
    expect(found({ palettes: 'auto', slice: 'grid' }, undefined, artifacts)).toEqual([]);
  });

  it('GLYPH_TOO_MANY_TILES: 1024, 256 and 64', () => {
    for (const [tile_size, capacity] of [
      [8, 1024],
      [16, 256],
      [32, 64],
    ] as const) {
      const artifacts = listArtifacts(
        ...Array.from({ length: capacity + 1 }, (_, at) => `${String(at)}.png`),
      );
      expect(found({ palettes: 'auto' }, { tile_size }, artifacts)).toEqual([
        ['GLYPH_TOO_MANY_TILES', '/artifacts'],
      ]);
      expect(found({ palettes: 'auto' }, { tile_size }, artifacts.slice(0, capacity))).toEqual([]);
    }
  });

  it('the packer adds four of the five keys; the tile size is the author’s', () => {
    expect(GLYPH_INDEXED_V1.reservedMetadataKeys).toEqual([
      'width',
      'height',
      'palette_count',
      'palette_authored',
    ]);
    const declaration = declareGlyphBank(one, { palettes: 'auto' }, { tile_size: 16, mood: 'dark' });
    expect(GLYPH_INDEXED_V1.headerMetadata(declaration)).toEqual({ tile_size: 16, mood: 'dark' });
  });

  it('H6, F1: any pipeline and metadata give settings or diagnostics', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const pipeline = fc.record(
      { palettes: value, slice: value, margin: value, spacing: value },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(pipeline, value, (declared, tile_size) => {
        const { settings, diagnostics } = readGlyphSettings(declareGlyphBank(one, declared, { tile_size }));
        expect(settings === undefined).toBe(diagnostics.length > 0);
      }),
    );
    const hostile: JsonObject = JSON.parse('{"__proto__": {"palettes": "auto"}, "constructor": 1}');
    expect(found(hostile)).toEqual([['GLYPH_PALETTE_MISSING', '/output/pipeline']]);
  });
});
