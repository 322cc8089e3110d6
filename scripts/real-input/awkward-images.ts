import {
  makeAnimatedPng,
  makePng,
  PNG_TYPE,
  pngChunk,
  type GeneratedPng,
} from '#core/testing/png-generator.ts';

const SIDE = 16;
const COLORS = [
  [0, 0, 0],
  [208, 40, 48],
  [248, 200, 64],
  [64, 136, 72],
] as const;

/** A 16-pixel picture in four colours: which of them stands at each pixel. */
const PICTURE = Array.from(
  { length: SIDE * SIDE },
  (_, at) => ((at >> 2) + Math.floor(at / SIDE / 4)) % COLORS.length,
);
const pixels = (of: (color: readonly [number, number, number], at: number) => readonly number[]): number[] =>
  PICTURE.flatMap((index, at) => [...of(COLORS[index] ?? COLORS[0], at)]);

const base = { width: SIDE, height: SIDE } as const;
const rgb: GeneratedPng = { ...base, type: PNG_TYPE.rgb, depth: 8, samples: pixels((color) => color) };
const rgba: GeneratedPng = {
  ...base,
  type: PNG_TYPE.rgba,
  depth: 8,
  samples: pixels((color) => [...color, 255]),
};
const indexed: GeneratedPng = {
  ...base,
  type: PNG_TYPE.indexed,
  depth: 4,
  samples: PICTURE,
  palette: COLORS,
};
const deep = (value: number): number => value * 257;
const good = makePng(rgba);

function withByteFlipped(bytes: Uint8Array, at: number): Uint8Array {
  const damaged = bytes.slice();
  damaged[at] = (damaged[at] ?? 0) ^ 0xff;
  return damaged;
}

/** PNG files of the kinds that the Debian packages lack, by name. */
export const AWKWARD_IMAGES: ReadonlyMap<string, Uint8Array> = new Map([
  ['rgb16.png', makePng({ ...rgb, depth: 16, samples: rgb.samples.map(deep) })],
  ['rgba16.png', makePng({ ...rgba, depth: 16, samples: rgba.samples.map(deep) })],
  [
    'rgb16-trns.png',
    makePng({ ...rgb, depth: 16, samples: rgb.samples.map(deep), transparency: [0, 0, 0, 0, 0, 0] }),
  ],
  ['rgb-trns.png', makePng({ ...rgb, transparency: [0, 208, 0, 40, 0, 48] })],
  [
    'grey1.png',
    makePng({ ...base, type: PNG_TYPE.grey, depth: 1, samples: PICTURE.map((value) => value & 1) }),
  ],
  [
    'grey2-trns.png',
    makePng({ ...base, type: PNG_TYPE.grey, depth: 2, samples: PICTURE, transparency: [0, 2] }),
  ],
  [
    'grey4.png',
    makePng({ ...base, type: PNG_TYPE.grey, depth: 4, samples: PICTURE.map((value) => value * 5) }),
  ],
  [
    'grey16.png',
    makePng({ ...base, type: PNG_TYPE.grey, depth: 16, samples: PICTURE.map((value) => value * 21845) }),
  ],
  [
    'grey-alpha16.png',
    makePng({
      ...base,
      type: PNG_TYPE.greyAlpha,
      depth: 16,
      samples: PICTURE.flatMap((value) => [value * 21845, 65535]),
    }),
  ],
  ['indexed2.png', makePng({ ...indexed, depth: 2 })],
  ['indexed4-trns.png', makePng({ ...indexed, transparency: [0] })],
  ['indexed4-soft-trns.png', makePng({ ...indexed, transparency: [0, 128] })],
  ['indexed-beyond-its-palette.png', makePng({ ...indexed, palette: COLORS.slice(0, 2) })],
  ['interlaced.png', makePng({ ...rgba, interlaced: true })],
  [
    'interlaced-grey1.png',
    makePng({
      ...base,
      type: PNG_TYPE.grey,
      depth: 1,
      samples: PICTURE.map((value) => value & 1),
      interlaced: true,
    }),
  ],
  ['every-filter.png', makePng({ ...rgba, filter: (row) => row % 5, dataChunkBytes: 7 })],
  [
    'animated.png',
    makeAnimatedPng(rgba, {
      ...rgba,
      samples: rgba.samples.map((value, at) => (at % 4 === 3 ? 255 : 255 - value)),
    }),
  ],
  [
    'gamma-and-profile.png',
    makePng({ ...rgb, before: [pngChunk('gAMA', [0, 0, 0xb1, 0x8f]), pngChunk('sRGB', [0])] }),
  ],
  ['bytes-after-the-end.png', makePng({ ...rgba, trailing: new TextEncoder().encode('left over') })],
  [
    'partial-alpha.png',
    makePng({ ...rgba, samples: pixels((color, at) => [...color, at === 17 ? 128 : 255]) }),
  ],
  [
    'too-many-colours.png',
    makePng({ ...rgba, samples: pixels((_, at) => [at & 0xf0, (at << 4) & 0xf0, 128, 255]) }),
  ],
  ['odd-size.png', makePng({ ...rgb, width: 15, height: 17, samples: rgb.samples.slice(0, 15 * 17 * 3) })],
  ['one-pixel.png', makePng({ ...rgb, width: 1, height: 1, samples: [255, 255, 255] })],
  ['huge-by-its-header.png', withHeaderSize(good, 60_000, 60_000)],
  ['wrong-checksum.png', withByteFlipped(good, 45)],
  ['damaged-data.png', withByteFlipped(good, 60)],
  ['truncated.png', good.slice(0, good.length - 30)],
  ['text-named.png', new TextEncoder().encode('This is not a picture at all.\n')],
  ['nothing-in-it.png', new Uint8Array(0)],
]);

/** The file with another size in its header, checksum and all. */
function withHeaderSize(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const header = [...bytes.subarray(16, 29)];
  const size = [width, height].flatMap((value) => [
    value >>> 24,
    (value >>> 16) & 0xff,
    (value >>> 8) & 0xff,
    value & 0xff,
  ]);
  const chunk = pngChunk('IHDR', [...size, ...header.slice(8)]);
  return Uint8Array.from([...bytes.subarray(0, 8), ...chunk, ...bytes.subarray(33)]);
}

/** A picture in the colours that the good palette files below hold, from entry 1 on. */
export const PALETTE_PICTURE = makePng({
  ...rgb,
  samples: PICTURE.flatMap((index) => [...(COLORS[(index % 3) + 1] ?? COLORS[1])]),
});

const GIMP =
  'GIMP Palette\nName: test\nColumns: 4\n# comment\n  0   0   0 none\n208  40  48 red\n248 200  64\n 64 136  72\n';
const JASC = 'JASC-PAL\r\n0100\r\n4\r\n0 0 0\r\n208 40 48\r\n248 200 64\r\n64 136 72\r\n';
const HEX = '000000\nd02830\nF8C840\n#408848\n';
const many = (line: (index: number) => string): string =>
  Array.from({ length: 17 }, (_, index) => line(index)).join('\n');

/** Palette files, good and broken, by name. The good ones fit `PALETTE_PICTURE`. */
export const PALETTE_FILES: ReadonlyMap<string, string> = new Map([
  ['plain.gpl', GIMP],
  ['bom-and-crlf.gpl', `\uFEFF${GIMP.replaceAll('\n', '\r\n')}`],
  ['UPPER.GPL', GIMP],
  ['no-header.gpl', GIMP.slice(GIMP.indexOf('\n') + 1)],
  ['fourth-channel.gpl', GIMP.replace('208  40  48 red', '208 40 48 255')],
  ['too-bright.gpl', GIMP.replace('208', '300')],
  ['seventeen.gpl', `GIMP Palette\n${many((index) => `${index} 0 0`)}\n`],
  ['no-colour.gpl', 'GIMP Palette\nName: empty\n'],
  ['plain.pal', JASC],
  ['line-feeds.pal', JASC.replaceAll('\r', '')],
  ['wrong-count.pal', JASC.replace('\r\n4\r\n', '\r\n5\r\n')],
  ['wrong-version.pal', JASC.replace('0100', '0200')],
  ['riff.pal', 'RIFF\u0010\0\0\0PAL data'],
  ['fourth-channel.pal', JASC.replace('208 40 48', '208 40 48 255')],
  ['plain.hex', HEX],
  ['blank-lines.hex', `\n${HEX.replaceAll('\n', '\n\n')}`],
  ['fourth-channel.hex', HEX.replace('d02830', 'd02830ff')],
  ['short.hex', HEX.replace('d02830', 'd28')],
  ['words.hex', 'red\ngreen\n'],
  ['colour-at-entry-0.hex', 'd02830\nf8c840\n408848\n'],
  ['other-colours.hex', '000000\n111111\n222222\n'],
  ['empty.hex', ''],
  ['photoshop.act', '\u0001\u0002\u0003'],
]);
