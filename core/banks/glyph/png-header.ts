import { PngError, unreadable } from './png-failure.ts';
import { SHEET_PIXELS } from './glyph-layout.ts';

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export const COLOR_TYPE = { grey: 0, rgb: 2, indexed: 3, greyAlpha: 4, rgba: 6 } as const;
export type ColorType = (typeof COLOR_TYPE)[keyof typeof COLOR_TYPE];

/** No bank holds more (asset-pack 4.1): refused from IHDR, before anything is inflated. */
export const MAX_IMAGE_PIXELS = SHEET_PIXELS;

const MAX_SIDE = 2 ** 31 - 1;
const IHDR_BYTES = 13;

const LEGAL_DEPTHS: ReadonlyMap<
  number,
  { readonly colorType: ColorType; readonly depths: readonly number[] }
> = new Map(
  [
    { colorType: COLOR_TYPE.grey, depths: [1, 2, 4, 8, 16] },
    { colorType: COLOR_TYPE.rgb, depths: [8, 16] },
    { colorType: COLOR_TYPE.indexed, depths: [1, 2, 4, 8] },
    { colorType: COLOR_TYPE.greyAlpha, depths: [8, 16] },
    { colorType: COLOR_TYPE.rgba, depths: [8, 16] },
  ].map((legal) => [legal.colorType, legal]),
);

const CHANNELS: Readonly<Record<ColorType, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** What IHDR says, checked. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colorType: ColorType;
  readonly channels: number;
  readonly interlaced: boolean;
}

/**
 * Reads IHDR.
 * @param data the 13 bytes of the chunk
 * @param offset of these bytes in the file
 * @throws PngError
 */
export function readPngHeader(data: Uint8Array, offset: number): PngHeader {
  if (data.length !== IHDR_BYTES) {
    throw unreadable(`IHDR has ${String(data.length)} bytes instead of ${String(IHDR_BYTES)}.`, offset);
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const depth = view.getUint8(8);
  const declaredType = view.getUint8(9);
  if (width === 0 || height === 0 || width > MAX_SIDE || height > MAX_SIDE) {
    throw unreadable(`The image size ${String(width)}x${String(height)} is not possible.`, offset);
  }
  const legal = LEGAL_DEPTHS.get(declaredType);
  if (legal === undefined)
    throw unreadable(`Colour type ${String(declaredType)} does not exist in PNG.`, offset + 9);
  if (!legal.depths.includes(depth)) {
    throw unreadable(
      `Bit depth ${String(depth)} is not possible with colour type ${String(declaredType)}.`,
      offset + 8,
    );
  }
  if (view.getUint8(10) !== 0) throw unreadable('The compression method is unknown.', offset + 10);
  if (view.getUint8(11) !== 0) throw unreadable('The filter method is unknown.', offset + 11);
  const interlace = view.getUint8(12);
  if (interlace > 1) throw unreadable('The interlace method is unknown.', offset + 12);
  if (width * height > MAX_IMAGE_PIXELS) {
    throw new PngError({
      code: 'GLYPH_IMAGE_TOO_LARGE',
      message: `The image has ${String(width)}x${String(height)} pixels; a bank holds ${String(MAX_IMAGE_PIXELS)}.`,
      byteOffset: offset,
    });
  }
  const { colorType } = legal;
  return { width, height, depth, colorType, channels: CHANNELS[colorType], interlaced: interlace === 1 };
}
