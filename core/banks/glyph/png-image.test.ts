import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  PNG_TYPE,
  makeAnimatedPng,
  makePng,
  pngChannels,
  pngChunk,
  pngDataChunks,
  pngHeaderChunk,
  pngOfChunks,
  sampleImage,
  someSamples,
  type GeneratedPng,
  type PngType,
} from '#core/testing/png-generator.ts';
import { readPngImage } from './png-image.ts';

const hasConvert = spawnSync('convert', ['-version']).status === 0;

function rgbaOf(bytes: Uint8Array): number[] {
  const result = readPngImage(bytes);
  if (!result.ok) throw new Error(result.failure.message);
  return [...result.image.rgba];
}

/** asset-pack 4.1 in exact integers, apart from the implementation's numbers. */
function scaled(sample: number, depth: number): number {
  const max = 2n ** BigInt(depth) - 1n;
  return Number((BigInt(sample) * 255n + max / 2n) / max);
}

/** RGBA of 8 bits that asset-pack 4.1 asks for, straight from the samples. */
function expectedRgba(png: GeneratedPng): number[] {
  const channels = pngChannels(png.type);
  const field = (at: number): number =>
    ((png.transparency?.[at * 2] ?? 0) << 8) | (png.transparency?.[at * 2 + 1] ?? 0);
  const pixels: number[] = [];
  for (let at = 0; at < png.samples.length; at += channels) {
    const [a = 0, b = 0, c = 0, d = 0] = png.samples.slice(at, at + channels);
    const s = (sample: number): number => scaled(sample, png.depth);
    const keyed = png.transparency !== undefined;
    switch (png.type) {
      case PNG_TYPE.grey:
        pixels.push(s(a), s(a), s(a), keyed && field(0) === a ? 0 : 255);
        break;
      case PNG_TYPE.rgb:
        pixels.push(s(a), s(b), s(c), keyed && field(0) === a && field(1) === b && field(2) === c ? 0 : 255);
        break;
      case PNG_TYPE.indexed:
        pixels.push(...(png.palette?.[a] ?? [0, 0, 0]), png.transparency?.[a] ?? 255);
        break;
      case PNG_TYPE.greyAlpha:
        pixels.push(s(a), s(a), s(a), s(b));
        break;
      case PNG_TYPE.rgba:
        pixels.push(s(a), s(b), s(c), s(d));
        break;
    }
  }
  return pixels;
}

const KINDS: readonly (readonly [name: string, type: PngType, depths: readonly GeneratedPng['depth'][]])[] = [
  ['grey', PNG_TYPE.grey, [1, 2, 4, 8, 16]],
  ['rgb', PNG_TYPE.rgb, [8, 16]],
  ['indexed', PNG_TYPE.indexed, [1, 2, 4, 8]],
  ['grey with alpha', PNG_TYPE.greyAlpha, [8, 16]],
  ['rgba', PNG_TYPE.rgba, [8, 16]],
];

const MATRIX = KINDS.flatMap(([name, type, depths]) =>
  depths.flatMap((depth) =>
    [false, true].flatMap((interlaced) =>
      (type === PNG_TYPE.greyAlpha || type === PNG_TYPE.rgba ? [false] : [false, true]).map((keyed) => ({
        title: `${name} of ${String(depth)} bits${interlaced ? ', interlaced' : ''}${keyed ? ', tRNS' : ''}`,
        png: sampleImage(type, depth, interlaced, keyed),
      })),
    ),
  ),
);

describe('every colour type and depth becomes RGBA of 8 bits (asset-pack 4.1)', () => {
  it.each(MATRIX)('$title', ({ png }) => {
    expect(rgbaOf(makePng(png))).toEqual(expectedRgba(png));
  });

  it.runIf(hasConvert).each(MATRIX)('agrees with ImageMagick: $title (needs convert)', ({ png }) => {
    const file = makePng(png);
    // ImageMagick reduces 16 bits by a rule of its own, so these are compared before the reduction.
    const depth = png.depth === 16 ? 16 : 8;
    const raw = execFileSync('convert', ['png:-', '-depth', String(depth), '-endian', 'MSB', 'rgba:-'], {
      input: file,
    });
    const rgba =
      depth === 8
        ? [...raw]
        : Array.from({ length: raw.length / 2 }, (_, at) => scaled(raw.readUInt16BE(at * 2), 16));
    expect(rgbaOf(file)).toEqual(rgba);
  });

  it('compares tRNS at full source depth before it scales', () => {
    const png: GeneratedPng = {
      width: 2,
      height: 1,
      type: PNG_TYPE.grey,
      depth: 16,
      samples: [0x8000, 0x8001],
      transparency: [0x80, 0x01],
    };
    expect(rgbaOf(makePng(png))).toEqual([128, 128, 128, 255, 128, 128, 128, 0]);
  });

  it('scales 16-bit alpha just below full to full, and just above none to none', () => {
    const samples = [0, 0, 0, 0xffff, 0, 0, 0, 0xfffe, 0, 0, 0, 0x0080, 0, 0, 0, 0x0081];
    const rgba = rgbaOf(makePng({ width: 4, height: 1, type: PNG_TYPE.rgba, depth: 16, samples }));
    expect([rgba[3], rgba[7], rgba[11], rgba[15]]).toEqual([255, 255, 0, 1]);
  });

  it('takes images one pixel wide or high, where passes of Adam7 are empty', () => {
    for (const [width, height] of [
      [1, 1],
      [1, 9],
      [9, 1],
      [5, 2],
    ] as const) {
      const png: GeneratedPng = {
        width,
        height,
        type: PNG_TYPE.grey,
        depth: 2,
        samples: someSamples(width * height, 2),
        interlaced: true,
      };
      expect(rgbaOf(makePng(png))).toEqual(expectedRgba(png));
    }
  });
});

describe('what does not change pixels', () => {
  const plain = sampleImage(PNG_TYPE.rgba, 8, false, false);

  it('gamma, profiles (broken ones too), text and suggested palettes', () => {
    const before = [
      pngChunk('gAMA', [0, 0, 0x27, 0x10]),
      pngChunk('iCCP', [0x78, 0, 0, 1, 2, 3]),
      pngChunk('sBIT', [1, 1, 1, 1]),
    ];
    const after = [pngChunk('tEXt', [0x41]), pngChunk('tIME', [])];
    expect(rgbaOf(makePng({ ...plain, before, after, palette: [[1, 2, 3]] }))).toEqual(expectedRgba(plain));
  });

  it('bytes after IEND', () => {
    expect(rgbaOf(makePng({ ...plain, trailing: Uint8Array.of(1, 2, 3) }))).toEqual(expectedRgba(plain));
  });

  it('an animation: the default image counts', () => {
    const second = { ...plain, samples: plain.samples.map((sample) => 255 - sample) };
    expect(rgbaOf(makeAnimatedPng(plain, second))).toEqual(expectedRgba(plain));
  });

  it('an empty IDAT chunk', () => {
    const chunks = [
      pngHeaderChunk(13, 11, 8, 6),
      pngChunk('IDAT', []),
      ...pngDataChunks(plain),
      pngChunk('IEND', []),
    ];
    expect(rgbaOf(pngOfChunks(chunks))).toEqual(expectedRgba(plain));
  });
});
