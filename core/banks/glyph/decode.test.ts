import { execFileSync, spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { StudioError } from '#core/errors.ts';
import { decodeSheet, encodeSheetPng, expandPalette, readPaletteSlot } from './decode.ts';
import { tileOrigin } from './glyph-layout.ts';

const hasConvert = spawnSync('convert', ['-version']).status === 0;

/** A payload whose nibbles and palettes follow a rule that tests can repeat. */
function somePayload(): Uint8Array {
  const payload = new Uint8Array(34816);
  for (let at = 0; at < 32768; at += 1) payload[at] = (at * 7 + (at >> 7)) & 255;
  for (let at = 32768; at < payload.length; at += 1) payload[at] = (at * 31) & 255;
  return payload;
}

/** Nibbles high first, by text. */
function nibblesOf(payload: Uint8Array): number[] {
  return [...Buffer.from(payload.subarray(0, 32768)).toString('hex')].map((digit) =>
    Number.parseInt(digit, 16),
  );
}

/** asset-pack 4.1 "decoding for people", in arithmetic instead of shifts. */
function expanded(word: number): number[] {
  const red = Math.floor(word / 2048);
  const green = Math.floor(word / 32) % 64;
  const blue = word % 32;
  return [red * 8 + Math.floor(red / 4), green * 4 + Math.floor(green / 16), blue * 8 + Math.floor(blue / 4)];
}

function codeThrown(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof StudioError) return thrown.code;
  }
  return 'nothing';
}

describe('asset-pack 4.1: decoding for people', () => {
  const payload = somePayload();
  const slot = 5;
  const words = Array.from({ length: 16 }, (_, entry) =>
    Buffer.from(payload).readUInt16LE(32768 + slot * 32 + entry * 2),
  );

  it('unpacks the left pixel from the high nibble', () => {
    expect([...decodeSheet(payload)]).toEqual(nibblesOf(payload));
  });

  it('expands a palette, entry 0 transparent', () => {
    expect(readPaletteSlot(payload, slot)).toEqual(words);
    const rgba = [...expandPalette(words)];
    expect(rgba).toEqual(words.flatMap((word, entry) => [...expanded(word), entry === 0 ? 0 : 255]));
  });

  it('writes an indexed PNG with exactly the packed indices', () => {
    const png = Buffer.from(encodeSheetPng(payload, slot));
    expect(png.subarray(16, 26).toString('hex')).toBe('00000100' + '00000100' + '08' + '03');
    const chunks = new Map<string, Buffer>();
    for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
      chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    }
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
    expect([...(chunks.get('PLTE') ?? [])]).toEqual(words.flatMap(expanded));
    expect([...(chunks.get('tRNS') ?? [])]).toEqual([0]);
    const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
    const indices = Array.from({ length: 256 }, (_, y) => [
      ...rows.subarray(y * 257 + 1, (y + 1) * 257),
    ]).flat();
    expect(indices).toEqual(nibblesOf(payload));
  });

  it.runIf(hasConvert)('ImageMagick reads that PNG as the painted sheet (needs convert)', () => {
    const raw = execFileSync('convert', ['png:-', '-depth', '8', 'rgba:-'], {
      input: encodeSheetPng(payload, slot),
      maxBuffer: 1 << 20,
    });
    const painted = nibblesOf(payload).flatMap((index) => [
      ...expanded(words[index] ?? 0),
      index === 0 ? 0 : 255,
    ]);
    expect(Buffer.compare(raw, Uint8Array.from(painted))).toBe(0);
  });

  it('gives the same bytes each time (D1)', () => {
    expect(Buffer.compare(encodeSheetPng(payload, 1), encodeSheetPng(payload, 1))).toBe(0);
  });

  it('PACK_UNREADABLE and PARAMS_INVALID for what is not there', () => {
    expect(codeThrown(() => decodeSheet(payload.subarray(1)))).toBe('PACK_UNREADABLE');
    expect(codeThrown(() => readPaletteSlot(payload.subarray(1), 0))).toBe('PACK_UNREADABLE');
    expect(codeThrown(() => readPaletteSlot(payload, 64))).toBe('PARAMS_INVALID');
    expect(codeThrown(() => readPaletteSlot(payload, 0.5))).toBe('PARAMS_INVALID');
  });
});

describe('tiles of a sheet', () => {
  it('col = id % (256 / tile size), row = floor(id / (256 / tile size))', () => {
    expect(tileOrigin(0, 8)).toEqual({ x: 0, y: 0 });
    expect(tileOrigin(31, 8)).toEqual({ x: 248, y: 0 });
    expect(tileOrigin(32, 8)).toEqual({ x: 0, y: 8 });
    expect(tileOrigin(33, 16)).toEqual({ x: 16, y: 32 });
    expect(tileOrigin(63, 32)).toEqual({ x: 224, y: 224 });
  });
});
