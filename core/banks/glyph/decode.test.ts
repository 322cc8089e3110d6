import { execFileSync, spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { StudioError } from '#core/errors.ts';
import {
  decodeSheet,
  encodeIndexedPng,
  encodeSheetPng,
  expandPalette,
  paintIndices,
  readPaletteSlot,
} from './decode.ts';
import { readPngImage } from './png-image.ts';
import { findTileRecord, tileAtPixel, tileRect } from './tile-view.ts';

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
    const painted = paintIndices(decodeSheet(payload), expandPalette(words));
    expect(Buffer.compare(raw, painted)).toBe(0);
  });

  it('paints what its own reader reads back, whatever the size of the part', () => {
    const palette = expandPalette(words);
    const indices = Uint8Array.from({ length: 35 }, (_, at) => at % 16);
    const image = readPngImage(encodeIndexedPng(indices, 7, 5, palette));
    expect(image).toMatchObject({
      ok: true,
      image: { width: 7, height: 5, rgba: paintIndices(indices, palette) },
    });
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
    expect(tileAtPixel(0, 0, 8)).toBe(0);
    expect(tileAtPixel(255, 7, 8)).toBe(31);
    expect(tileAtPixel(0, 8, 8)).toBe(32);
    expect(tileAtPixel(255, 255, 32)).toBe(63);
    expect(tileAtPixel(17, 33, 16)).toBe(33);
    expect(tileAtPixel(256, 0, 8)).toBeUndefined();
    expect(tileAtPixel(0, -1, 8)).toBeUndefined();
    expect(tileRect(33, 16)).toEqual({ x: 16, y: 32, width: 16, height: 16 });
  });

  it('finds the record of a tile', () => {
    const tiles = [{ index: 3, file: 'a.png', palette: null }];
    expect(findTileRecord(tiles, 3)).toEqual({ index: 3, file: 'a.png', palette: null });
    expect(findTileRecord(tiles, 4)).toBeUndefined();
  });
});
