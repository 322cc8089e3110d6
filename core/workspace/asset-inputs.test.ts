import { describe, expect, it } from 'vitest';
import { GLYPH_INDEXED_V1 } from '#core/banks/glyph/glyph-format.ts';
import { declareGlyphBank, listArtifacts } from '#core/testing/bank-declarations.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { listAssetInputs, listDeclaredPaths, listPayloadInputs } from './asset-inputs.ts';

const DECLARATION: AssetDeclaration = {
  ...declareGlyphBank(listArtifacts('tiles/b.png', 'tiles/a.png', 'tiles/b.png'), {
    palettes: [
      { index: 0, palette: { file: 'hero.gpl' } },
      { index: 1, palette: { colors: ['#000000', '#ffffff'] } },
      { index: 2, palette: { file: 'hero.gpl' } },
    ],
  }),
  inputs: { 'art/source': ['hero.ase', 'tiles/a.png'], notes: [] },
};

describe('asset inputs', () => {
  it('lists asset.json, artifacts, palette files and declared inputs once each by UTF-8 path', () => {
    expect(listAssetInputs(DECLARATION, GLYPH_INDEXED_V1)).toEqual([
      'asset.json',
      'hero.ase',
      'hero.gpl',
      'tiles/a.png',
      'tiles/b.png',
    ]);
  });

  it('D1 orders by UTF-8 bytes, where code units would order otherwise', () => {
    // U+FF5E is 0xEF 0xBD 0x9E, U+1F600 is 0xF0 0x9F 0x98 0x80; as code units the second begins with 0xD83D.
    const declaration = { ...DECLARATION, inputs: { a: ['\u{1f600}.bin', '\uff5e.bin'] }, artifacts: [] };
    expect(listAssetInputs(declaration, GLYPH_INDEXED_V1).slice(-2)).toEqual(['\uff5e.bin', '\u{1f600}.bin']);
  });

  it('lists the files that make the payload without declared inputs', () => {
    expect(listPayloadInputs(DECLARATION, GLYPH_INDEXED_V1)).toEqual([
      'hero.gpl',
      'tiles/a.png',
      'tiles/b.png',
    ]);
  });

  it('tells where each path is declared', () => {
    expect(listDeclaredPaths(DECLARATION, GLYPH_INDEXED_V1)).toEqual([
      { path: 'tiles/b.png', pointer: '/artifacts/0/file', role: 'artifact' },
      { path: 'tiles/a.png', pointer: '/artifacts/1/file', role: 'artifact' },
      { path: 'tiles/b.png', pointer: '/artifacts/2/file', role: 'artifact' },
      { path: 'hero.gpl', pointer: '/output/pipeline/palettes/0/palette/file', role: 'pipeline' },
      { path: 'hero.gpl', pointer: '/output/pipeline/palettes/2/palette/file', role: 'pipeline' },
      { path: 'hero.ase', pointer: '/inputs/art~1source/0', role: 'input' },
      { path: 'tiles/a.png', pointer: '/inputs/art~1source/1', role: 'input' },
    ]);
  });
});
