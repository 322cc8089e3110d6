import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import {
  PNG_TYPE,
  makePng,
  pngChunk,
  pngDataChunks,
  pngHeaderChunk,
  pngOfChunks,
  pngOfPixels,
  sampleImage,
  someSamples,
  type GeneratedPng,
} from '#core/testing/png-generator.ts';
import { readPngImage } from './png-image.ts';

function codeOf(bytes: Uint8Array): string {
  const result = readPngImage(bytes);
  return result.ok ? 'OK' : result.failure.code;
}

function rgbaOf(bytes: Uint8Array): number[] {
  const result = readPngImage(bytes);
  if (!result.ok) throw new Error(result.failure.message);
  return [...result.image.rgba];
}

describe('PNG_UNREADABLE: damaged and foreign files', () => {
  const small: GeneratedPng = {
    width: 4,
    height: 4,
    type: PNG_TYPE.grey,
    depth: 8,
    samples: someSamples(16, 8),
  };
  const indexed: GeneratedPng = {
    ...small,
    type: PNG_TYPE.indexed,
    samples: someSamples(16, 8, 2),
    palette: [
      [0, 0, 0],
      [9, 9, 9],
    ],
  };
  const end = pngChunk('IEND', []);
  const header = pngHeaderChunk(4, 4, 8, 0);
  const data = pngDataChunks(small);
  const plte = pngChunk('PLTE', [1, 2, 3]);
  const indexedHeader = pngHeaderChunk(4, 4, 8, 3);
  const trns = pngChunk('tRNS', [0, 0]);

  it.each<readonly [string, Uint8Array]>([
    ['empty', new Uint8Array(0)],
    ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0)],
    ['text', new TextEncoder().encode('not an image at all')],
    ['signature only', pngOfChunks([])],
    ['no IHDR first', pngOfChunks([plte, header, ...data, end])],
    ['IHDR twice', pngOfChunks([header, header, ...data, end])],
    ['IHDR too short', pngOfChunks([pngChunk('IHDR', [0, 0, 0, 4]), ...data, end])],
    ['no IEND', pngOfChunks([header, ...data])],
    ['no IDAT', pngOfChunks([header, end])],
    ['zero width', pngOfChunks([pngHeaderChunk(0, 4, 8, 0), ...data, end])],
    ['zero height', pngOfChunks([pngHeaderChunk(4, 0, 8, 0), ...data, end])],
    ['width over 31 bits', pngOfChunks([pngHeaderChunk(0xffffffff, 1, 8, 0), ...data, end])],
    ['colour type 5', pngOfChunks([pngHeaderChunk(4, 4, 8, 5), ...data, end])],
    ['depth 3', pngOfChunks([pngHeaderChunk(4, 4, 3, 0), ...data, end])],
    ['depth 4 with rgb', pngOfChunks([pngHeaderChunk(4, 4, 4, 2), ...data, end])],
    ['depth 16 with a palette', pngOfChunks([pngHeaderChunk(4, 4, 16, 3), plte, ...data, end])],
    ['unknown compression', pngOfChunks([pngHeaderChunk(4, 4, 8, 0, [1, 0, 0]), ...data, end])],
    ['unknown filter method', pngOfChunks([pngHeaderChunk(4, 4, 8, 0, [0, 1, 0]), ...data, end])],
    ['unknown interlace method', pngOfChunks([pngHeaderChunk(4, 4, 8, 0, [0, 0, 2]), ...data, end])],
    ['unknown critical chunk', pngOfChunks([header, pngChunk('ABCD', []), ...data, end])],
    ['chunk type of other bytes', pngOfChunks([header, pngChunk('a b1', []), ...data, end])],
    [
      'IDAT chunks apart',
      pngOfChunks([
        header,
        ...pngDataChunks({ ...small, dataChunkBytes: 9 }).flatMap((chunk) => [chunk, pngChunk('tEXt', [])]),
        end,
      ]),
    ],
    ['PLTE of four bytes', pngOfChunks([indexedHeader, pngChunk('PLTE', [1, 2, 3, 4]), ...data, end])],
    ['PLTE twice', pngOfChunks([indexedHeader, plte, plte, ...data, end])],
    ['PLTE after IDAT', pngOfChunks([indexedHeader, ...data, plte, end])],
    ['no PLTE', pngOfChunks([indexedHeader, ...data, end])],
    ['tRNS of the wrong size', pngOfChunks([header, pngChunk('tRNS', [1]), ...data, end])],
    [
      'tRNS of rgb of the wrong size',
      pngOfChunks([pngHeaderChunk(4, 4, 8, 2), pngChunk('tRNS', [1, 2]), ...data, end]),
    ],
    ['tRNS twice', pngOfChunks([header, trns, trns, ...data, end])],
    ['tRNS after IDAT', pngOfChunks([header, ...data, trns, end])],
    ['tRNS before PLTE', pngOfChunks([indexedHeader, pngChunk('tRNS', [1]), plte, ...data, end])],
    ['tRNS longer than PLTE', pngOfChunks([indexedHeader, plte, trns, ...data, end])],
    ['palette index out of range', makePng({ ...indexed, samples: indexed.samples.map(() => 2) })],
    ['filter 5', makePng({ ...small, filter: () => 5 })],
    ['no zlib stream', pngOfChunks([header, pngChunk('IDAT', [1, 2, 3, 4, 5, 6, 7, 8]), end])],
    ['too little data', pngOfChunks([header, ...pngDataChunks({ ...small, height: 3 }), end])],
    ['too much data', pngOfChunks([pngHeaderChunk(4, 3, 8, 0), ...data, end])],
    ['padding after the zlib stream', pngOfChunks([header, ...data, pngChunk('IDAT', [0, 0, 0, 0]), end])],
    [
      'a stream far larger than the image',
      pngOfChunks([header, ...data, pngChunk('IDAT', new Uint8Array(80_000)), end]),
    ],
  ])('%s', (_name, bytes) => {
    expect(codeOf(bytes)).toBe('PNG_UNREADABLE');
  });

  it('a wrong CRC in any chunk, ancillary ones and IEND too', () => {
    const file = makePng({ ...indexed, transparency: [0], after: [pngChunk('tEXt', [1, 2])] });
    expect(codeOf(file)).toBe('OK');
    const view = new DataView(file.buffer);
    let offset = 8;
    let chunks = 0;
    while (offset < file.length) {
      const crcAt = offset + 8 + view.getUint32(offset);
      const damaged = Uint8Array.from(file);
      damaged[crcAt] = (damaged[crcAt] ?? 0) ^ 1;
      const result = readPngImage(damaged);
      expect(result).toMatchObject({ ok: false, failure: { code: 'PNG_UNREADABLE', byteOffset: offset } });
      offset = crcAt + 4;
      chunks += 1;
    }
    expect(chunks).toBe(6);
  });

  it('a wrong Adler-32 behind right CRCs', () => {
    const [chunk] = data;
    const stream = [...(chunk ?? new Uint8Array(0))].slice(8, -4);
    stream[stream.length - 1] = (stream.at(-1) ?? 0) ^ 1;
    expect(codeOf(pngOfChunks([header, pngChunk('IDAT', stream), end]))).toBe('PNG_UNREADABLE');
  });
});

describe('H4: bounds', () => {
  it('refuses more than 65,536 pixels from IHDR, before anything else is read', () => {
    expect(codeOf(pngOfChunks([pngHeaderChunk(65537, 1, 8, 6)]))).toBe('GLYPH_IMAGE_TOO_LARGE');
    expect(codeOf(pngOfChunks([pngHeaderChunk(257, 256, 8, 6)]))).toBe('GLYPH_IMAGE_TOO_LARGE');
    expect(codeOf(pngOfChunks([pngHeaderChunk(256, 256, 8, 6)]))).toBe('PNG_UNREADABLE');
  });

  it('stops inflating a bomb at the size that IHDR implies', () => {
    const bomb = pngDataChunks({
      width: 4096,
      height: 1024,
      type: PNG_TYPE.grey,
      depth: 1,
      samples: new Array<number>(4096 * 1024).fill(0),
    });
    expect(codeOf(pngOfChunks([pngHeaderChunk(8, 8, 1, 0), ...bomb, pngChunk('IEND', [])]))).toBe(
      'PNG_UNREADABLE',
    );
  });

  it('holds in steps too: more, fewer and damaged data of a large image', () => {
    const samples = someSamples(200 * 200, 16);
    const large = pngDataChunks({ width: 200, height: 200, type: PNG_TYPE.grey, depth: 16, samples });
    const of = (height: number, chunks: readonly Uint8Array[]): string =>
      codeOf(pngOfChunks([pngHeaderChunk(200, height, 16, 0), ...chunks, pngChunk('IEND', [])]));
    const stream = [...(large[0] ?? [])].slice(8, -4);
    expect(stream.length).toBeGreaterThan(3 * 4096);
    expect(of(200, large)).toBe('OK');
    expect(of(199, large)).toBe('PNG_UNREADABLE');
    expect(of(100, large)).toBe('PNG_UNREADABLE');
    expect(of(201, large)).toBe('PNG_UNREADABLE');
    expect(of(200, [pngChunk('IDAT', stream.with(8000, (stream[8000] ?? 0) ^ 0x55))])).toBe('PNG_UNREADABLE');
    expect(of(200, [pngChunk('IDAT', stream.slice(0, 9000))])).toBe('PNG_UNREADABLE');
  });

  it('takes the largest image there is', () => {
    const samples = new Array<number>(65536 * 4).fill(65535);
    expect(rgbaOf(makePng({ width: 256, height: 256, type: PNG_TYPE.rgba, depth: 16, samples })).length).toBe(
      262144,
    );
  });
});

describe('H4, F1: any bytes give an image or a typed failure', () => {
  const seeds = [
    makePng(sampleImage(PNG_TYPE.indexed, 4, true, true)),
    makePng(sampleImage(PNG_TYPE.rgb, 16, false, true)),
    pngOfPixels(1, 1, [[1, 2, 3, 255]]),
  ];

  function expectTyped(bytes: Uint8Array): void {
    const result = readPngImage(bytes);
    if (result.ok) {
      expect(result.image.rgba.length).toBe(result.image.width * result.image.height * 4);
      expect(result.image.rgba.length).toBeLessThanOrEqual(65536 * 4);
    } else {
      expect(['PNG_UNREADABLE', 'GLYPH_IMAGE_TOO_LARGE']).toContain(result.failure.code);
    }
  }

  it('noise and noise behind the signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expectTyped(noise);
        expectTyped(pngOfChunks([], noise));
        expectTyped(pngOfChunks([pngHeaderChunk(3, 3, 8, 6), pngChunk('IDAT', noise), pngChunk('IEND', [])]));
        expectTyped(
          pngOfChunks([
            pngHeaderChunk(3, 3, 8, 6),
            pngChunk('IDAT', [0x78, 0x01, ...noise]),
            pngChunk('IEND', []),
          ]),
        );
      }),
    );
  });

  it('every truncation is refused', () => {
    for (const seed of seeds) {
      for (let length = 0; length < seed.length; length += 1)
        expect(codeOf(seed.subarray(0, length))).toBe('PNG_UNREADABLE');
    }
  });

  it('mutated bytes', () => {
    const mutation = fc.tuple(
      fc.nat(seeds.length - 1),
      fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(mutation, ([which, changes]) => {
        const bytes = Uint8Array.from(seeds[which] ?? []);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        expectTyped(bytes);
      }),
      fuzzRuns(300),
    );
  });

  it('mutated fields with right checksums', () => {
    const fields = fc.record({
      width: fc.nat(20),
      height: fc.nat(20),
      depth: fc.constantFrom(1, 2, 4, 8, 16, 3),
      type: fc.nat(7),
      interlace: fc.nat(2),
      palette: fc.uint8Array({ maxLength: 12 }),
      transparency: fc.uint8Array({ maxLength: 7 }),
    });
    const stream = pngDataChunks(sampleImage(PNG_TYPE.grey, 8, false, false));
    fc.assert(
      fc.property(fields, ({ width, height, depth, type, interlace, palette, transparency }) => {
        const header = pngHeaderChunk(width, height, depth, type, [0, 0, interlace]);
        expectTyped(
          pngOfChunks([
            header,
            pngChunk('PLTE', palette),
            pngChunk('tRNS', transparency),
            ...stream,
            pngChunk('IEND', []),
          ]),
        );
      }),
    );
  });
});
