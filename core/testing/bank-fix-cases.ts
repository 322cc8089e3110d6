import { expect } from 'vitest';
import type { DiagnosticCode } from '#schemas/errors/codes.ts';
import { glyphs, HERO, raw, sounds, type FixCase } from './fix-cases.ts';
import { colorsPalette, drawImage, opaque } from './glyph-art.ts';

const red = opaque('#ff0000');
const green = opaque('#00ff00');
const TILE = drawImage(8, 8, () => red);

const sheet = (columns: number, rows: number): Uint8Array =>
  drawImage(8 * columns, 8 * rows, (x, y) => ((x + y) % 2 === 0 ? red : green));

/** Fixes of artifacts, preload, palettes and sounds. */
export const BANK_FIX_CASES: readonly FixCase[] = [
  {
    name: 'a missing artifact',
    fix: 'remove-missing-input',
    code: 'INPUT_MISSING',
    build: (scene) => {
      scene.add(
        glyphs({ 'a.png': TILE, 'c.png': TILE }, { palettes: 'auto' }, [
          { file: 'a.png', index: 0, note: 'kept' },
          { file: 'b.png', index: 1 },
          { file: 'c.png', index: 2 },
        ]),
      );
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({
        vendor_key: { kept: true },
        artifacts: [
          { file: 'a.png', index: 0, note: 'kept' },
          { file: 'c.png', index: 1 },
        ],
      });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY', 'DECLARATION_UNKNOWN_KEY', 'GLYPH_TILE_DUPLICATE'],
  },
  {
    name: 'a missing sheet between sheets',
    fix: 'remove-missing-input',
    code: 'INPUT_MISSING',
    build: (scene) => {
      scene.add(
        glyphs({ 'a.png': sheet(2, 1), 'c.png': sheet(1, 1) }, { palettes: 'auto', slice: 'grid' }, [
          { file: 'a.png', index: 0 },
          { file: 'b.png', index: 2 },
          { file: 'c.png', index: 6 },
        ]),
      );
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({
        artifacts: [
          { file: 'a.png', index: 0 },
          { file: 'c.png', index: 2 },
        ],
      });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY', 'GLYPH_TILE_DUPLICATE', 'GLYPH_TILE_DUPLICATE'],
  },
  {
    name: 'a missing input',
    fix: 'remove-missing-input',
    code: 'INPUT_MISSING',
    build: (scene) => {
      scene.add(raw({ inputs: { __proto__x: ['gone.txt', 'data.bin'] } }));
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({ inputs: { __proto__x: ['data.bin'] } });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
  {
    name: 'a slot that is taken',
    fix: 'clear-preload-slot',
    code: 'PRELOAD_SLOT_CONFLICT',
    build: (scene) => {
      scene.add({ root: 'first', declaration: { preload: { enabled: true, slot: 2 } } });
      scene.add(raw({ preload: { enabled: true, slot: 2 } }));
    },
    touches: [HERO],
    check: (scene) => {
      expect((scene.declaration('hero') as { preload: unknown }).preload).toEqual({ enabled: true });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
  {
    name: 'an index twice',
    fix: 'renumber-artifacts',
    code: 'ARTIFACT_INDEX_DUPLICATE',
    build: (scene) => {
      scene.add(
        glyphs({ 'a.png': TILE, 'b.png': drawImage(8, 8, () => green) }, { palettes: 'auto' }, [
          { file: 'b.png', index: 1 },
          { file: 'a.png', index: 1 },
        ]),
      );
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({
        artifacts: [
          { file: 'b.png', index: 0 },
          { file: 'a.png', index: 1 },
        ],
      });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
  {
    name: 'a gap between sheets',
    fix: 'renumber-artifacts',
    code: 'ARTIFACT_INDEX_GAP',
    build: (scene) => {
      scene.add(
        glyphs({ 'a.png': sheet(2, 2), 'b.png': sheet(1, 1) }, { palettes: 'auto', slice: 'grid' }, [
          { file: 'b.png', index: 9 },
          { file: 'a.png', index: 0 },
        ]),
      );
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({
        artifacts: [
          { file: 'a.png', index: 0 },
          { file: 'b.png', index: 4 },
        ],
      });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY', ...Array<DiagnosticCode>(4).fill('GLYPH_TILE_DUPLICATE')],
  },
  {
    name: 'an excluded asset that preloads',
    fix: 'disable-preload',
    code: 'EXCLUDED_PRELOADED',
    build: (scene) => {
      scene.add({ ...raw({ preload: { enabled: true, slot: 4 } }), included: false });
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({ preload: { enabled: false, slot: 4 } });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
  {
    name: 'several sheets as single tiles',
    fix: 'set-slice-grid',
    code: 'GLYPH_IMAGE_SIZE',
    build: (scene) => {
      scene.add(
        glyphs({ 'a.png': sheet(2, 2), 'b.png': sheet(3, 1) }, { palettes: 'auto' }, [
          { file: 'a.png', index: 0 },
          { file: 'b.png', index: 1 },
        ]),
      );
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({
        artifacts: [
          { file: 'a.png', index: 0 },
          { file: 'b.png', index: 4 },
        ],
        output: { pipeline: { slice: 'grid' } },
      });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY', ...Array<DiagnosticCode>(6).fill('GLYPH_TILE_DUPLICATE')],
  },
  {
    name: 'no palettes',
    fix: 'set-palettes-auto',
    code: 'GLYPH_PALETTE_MISSING',
    build: (scene) => {
      scene.add(glyphs({ 'a.png': TILE }, undefined, [{ file: 'a.png', index: 0, palette: 3 }]));
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({ output: { pipeline: { palettes: 'auto' } } });
      expect((scene.declaration('hero') as { artifacts: unknown }).artifacts).toEqual([
        { file: 'a.png', index: 0 },
      ]);
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
  {
    name: 'two channels',
    fix: 'set-channels-mix',
    code: 'SOUND_CHANNELS',
    build: (scene) => {
      scene.add(sounds(2));
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({ output: { pipeline: { channels: 'mix' } } });
    },
  },
  {
    name: 'a named palette although they are derived',
    fix: 'remove-artifact-palette',
    code: 'GLYPH_AUTO_WITH_PALETTE',
    build: (scene) => {
      scene.add(glyphs({ 'a.png': TILE }, { palettes: 'auto' }, [{ file: 'a.png', index: 0, palette: 1 }]));
    },
    touches: [HERO],
    check: (scene) => {
      expect((scene.declaration('hero') as { artifacts: unknown }).artifacts).toEqual([
        { file: 'a.png', index: 0 },
      ]);
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
  {
    name: 'a loop beyond the sound',
    fix: 'remove-loop',
    code: 'SOUND_LOOP_OUT_OF_RANGE',
    build: (scene) => {
      scene.add(sounds(1, { loop: { start: 0, end: 900 } }));
    },
    touches: [HERO],
    check: (scene) => {
      expect((scene.declaration('hero') as { artifacts: unknown }).artifacts).toEqual([
        { file: 'a.wav', index: 0 },
      ]);
    },
  },
  {
    name: 'a palette index twice',
    fix: 'renumber-palettes',
    code: 'GLYPH_PALETTE_DUPLICATE',
    build: (scene) => {
      const palettes = [
        colorsPalette(0, '#000000', '#ff0000'),
        colorsPalette(2, '#000000', '#00ff00'),
        colorsPalette(0, '#000000', '#0000ff'),
      ];
      scene.add(glyphs({ 'a.png': TILE }, { palettes }, [{ file: 'a.png', index: 0 }]));
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({
        output: { pipeline: { palettes: [{ index: 0 }, { index: 2 }, { index: 1 }] } },
      });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY', 'GLYPH_PALETTE_UNUSED', 'GLYPH_PALETTE_UNUSED'],
  },
  {
    name: 'an inline colour at the transparent entry',
    fix: 'insert-transparent-entry',
    code: 'GLYPH_COLOR_AT_TRANSPARENT_ENTRY',
    build: (scene) => {
      scene.add(
        glyphs({ 'a.png': TILE }, { palettes: [colorsPalette(0, '#ff0000')] }, [{ file: 'a.png', index: 0 }]),
      );
    },
    touches: [HERO],
    check: (scene) => {
      expect(scene.declaration('hero')).toMatchObject({
        output: { pipeline: { palettes: [{ index: 0, palette: { colors: ['#000000', '#ff0000'] } }] } },
      });
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
  {
    name: 'a colour of a palette file at the transparent entry',
    fix: 'insert-transparent-entry',
    code: 'GLYPH_COLOR_AT_TRANSPARENT_ENTRY',
    build: (scene) => {
      scene.add(
        glyphs(
          { 'a.png': TILE, 'p.hex': 'ff0000\n' },
          { palettes: [{ index: 0, palette: { file: 'p.hex' } }] },
          [{ file: 'a.png', index: 0 }],
        ),
      );
    },
    touches: ['assets/hero/p.hex'],
    check: (scene) => {
      expect(scene.text('assets/hero/p.hex')).toBe('000000\nff0000\n');
    },
    leaves: ['DECLARATION_UNKNOWN_KEY'],
  },
];
