import { describe, expect, it } from 'vitest';
import { packSourceOfBytes } from '#core/pack-format/pack-source.ts';
import type { ReadHandle } from '#core/ports/file-system.ts';
import { pngOfPixels } from '#core/testing/png-generator.ts';
import type { OfferedFile } from './source-facts.ts';
import { suggestAssets, suggestOneAsset } from './suggest-assets.ts';

function offered(name: string, bytes: Uint8Array): OfferedFile {
  const stat = { kind: 'file' as const, size: bytes.length, mtimeNs: 0n, ctimeNs: 0n, inode: 1n };
  const open = (): ReadHandle => ({
    stat,
    restat: () => stat,
    readAt: (position, target, length) => {
      const part = packSourceOfBytes(bytes).readAt(position, Math.min(length, target.length));
      target.set(part);
      return part.length;
    },
    close: () => undefined,
  });
  return { handle: `handle of ${name}`, source: { name, sizeBytes: bytes.length, open } };
}

const png = (name: string, width: number, height: number): OfferedFile =>
  offered(
    name,
    pngOfPixels(
      width,
      height,
      Array.from({ length: width * height }, () => [1, 2, 3, 255]),
    ),
  );

/** 44 bytes of header by hand, and four of samples. */
function wav(name: string, sampleRate: number, channels: number): OfferedFile {
  const view = new DataView(new ArrayBuffer(48));
  const ascii = (at: number, text: string): void =>
    [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  ascii(0, 'RIFF');
  view.setUint32(4, 40, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  ascii(36, 'data');
  view.setUint32(40, 4, true);
  return offered(name, new Uint8Array(view.buffer));
}

const NONE: ReadonlySet<string> = new Set();

describe('suggestAssets', () => {
  it.each([8, 16, 32] as const)('takes a square image of %i pixels as one tile', (side) => {
    const [found, ...others] = suggestAssets([png('Hero Walk.png', side, side)], NONE);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      root: 'art/hero-walk',
      name: 'hero-walk',
      type: 'glyph_bank',
      format: 'GLYPH/indexed_v1',
      files: [{ handle: 'handle of Hero Walk.png', name: 'Hero Walk.png' }],
      options: { tile_size: side, palettes: 'auto' },
      concerns: [],
    });
    expect(found?.options.slice).toBeUndefined();
  });

  it('takes a multiple as a grid, of the size that its name says', () => {
    expect(suggestAssets([png('a.png', 64, 32)], NONE)[0]?.options).toEqual({
      tile_size: 16,
      slice: 'grid',
      palettes: 'auto',
    });
    expect(suggestAssets([png('b.png', 24, 8)], NONE)[0]?.options).toEqual({
      tile_size: 8,
      slice: 'grid',
      palettes: 'auto',
    });
    expect(suggestAssets([png('c-32x32.png', 64, 32)], NONE)[0]?.options).toMatchObject({
      tile_size: 32,
      slice: 'grid',
    });
  });

  it('says what would not fit before anything is written', () => {
    const [odd] = suggestAssets([png('hero.png', 20, 18)], NONE);
    expect(odd?.concerns).toEqual(['hero.png is 20×18: not a multiple of 8.']);
    const [foreign] = suggestAssets([offered('x.png', new Uint8Array([1, 2, 3]))], NONE);
    expect(foreign).toMatchObject({ type: 'glyph_bank', concerns: [expect.any(String)] });
  });

  it('puts images of one tile size together, odd ones apart, and splits what no bank holds', () => {
    const images = [png('a-1.png', 8, 8), png('a-2.png', 8, 8), png('big.png', 32, 32), png('odd.png', 9, 9)];
    expect(
      suggestAssets(images, NONE).map(({ files, options }) => [files.length, options.tile_size]),
    ).toEqual([
      [2, 8],
      [1, 32],
      [1, 16],
    ]);
    const sheets = [png('one.png', 256, 256), png('two.png', 16, 16)];
    expect(suggestAssets(sheets, NONE)).toHaveLength(2);
  });

  it('takes WAV files as one sound bank and mixes two channels', () => {
    const found = suggestAssets([wav('step-1.wav', 44100, 1), wav('step-2.wav', 22050, 2)], NONE);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      root: 'sound/step',
      type: 'sound_bank',
      options: { channels: 'mix' },
      concerns: [expect.any(String)],
    });
    expect(suggestAssets([wav('a.wav', 8000, 1)], NONE)[0]?.concerns[0]).toContain('sox a.wav -r 22050');
  });

  it('takes anything else as raw, one asset a file, and palettes with the first bank', () => {
    const found = suggestAssets(
      [offered('level.bin', new Uint8Array(3)), offered('p.gpl', new Uint8Array(3)), png('t.png', 8, 8)],
      NONE,
    );
    expect(found.map(({ type, files }) => [type, files.map(({ name }) => name)])).toEqual([
      ['glyph_bank', ['p.gpl', 't.png']],
      ['raw', ['level.bin']],
    ]);
    expect(found[0]?.options.palettes).toBeUndefined();
  });

  it('finds a free root, also beside roots that lie inside or around', () => {
    const taken = new Set(['art/HERO', 'data']);
    expect(suggestAssets([png('hero.png', 8, 8)], taken)[0]?.root).toBe('art/hero-2');
    expect(suggestAssets([offered('x', new Uint8Array(1))], taken)[0]?.root).toBe('data-2/x');
    expect(suggestAssets([png('a.png', 8, 8), png('A.png', 16, 16)], NONE).map(({ root }) => root)).toEqual([
      'art/a',
      'art/a-2',
    ]);
  });

  it('tells of files with one name', () => {
    const [found] = suggestAssets([png('a.png', 8, 8), png('A.png', 8, 8)], NONE);
    expect(found?.concerns).toHaveLength(1);
  });
});

describe('suggestOneAsset', () => {
  it('makes one asset of all files, of the type that was said', () => {
    const files = [png('a.png', 32, 32), png('b.png', 16, 16)];
    expect(suggestOneAsset(files, NONE)).toMatchObject({
      type: 'glyph_bank',
      options: { tile_size: 16, slice: 'grid' },
    });
    expect(suggestOneAsset(files, NONE, { type: 'raw' })).toMatchObject({
      type: 'raw',
      concerns: [expect.any(String)],
    });
    expect(suggestOneAsset(files, NONE, { tileSize: 8 }).options).toMatchObject({
      tile_size: 8,
      slice: 'grid',
    });
    expect(suggestOneAsset([], NONE)).toMatchObject({ type: 'raw', root: 'data/asset' });
  });
});
