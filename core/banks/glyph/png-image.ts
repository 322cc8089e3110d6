import { readPngParts, type PngParts } from './png-chunks.ts';
import { PngError, type PngFailure } from './png-failure.ts';
import { COLOR_TYPE } from './png-header.ts';
import { inflateImageData } from './png-inflate.ts';
import { readSamples, scanlineBytes } from './png-scanlines.ts';

/** An image of at most 65,536 pixels, four bytes a pixel, row-major, alpha not multiplied in. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

export type PngResult =
  { readonly ok: true; readonly image: RgbaImage } | { readonly ok: false; readonly failure: PngFailure };

/** Samples of any depth as 8 bits: floor((v·255 + floor(max/2)) / max) (asset-pack 4.1). */
function scaleTable(depth: number): (sample: number) => number {
  if (depth === 8) return (sample) => sample;
  const max = 2 ** depth - 1;
  const half = Math.floor(max / 2);
  return (sample) => Math.floor((sample * 255 + half) / max);
}

/** The colour that tRNS makes transparent, as one number a channel at full source depth; empty without one. */
function readTransparentSamples({ header, transparency }: PngParts): readonly number[] {
  if (transparency === undefined || header.colorType === COLOR_TYPE.indexed) return [];
  // Only the low bits of the 16-bit fields belong to the sample (PNG 11.3.1.1).
  const mask = 2 ** header.depth - 1;
  const view = new DataView(transparency.buffer, transparency.byteOffset, transparency.byteLength);
  return Array.from({ length: transparency.length / 2 }, (_, at) => view.getUint16(at * 2) & mask);
}

function expandIndexed(parts: PngParts, samples: Uint8Array | Uint16Array): Uint8Array {
  const { header, palette, transparency } = parts;
  const colors = palette.length / 3;
  const rgba = new Uint8Array(samples.length * 4);
  for (let at = 0; at < samples.length; at += 1) {
    const index = samples[at] ?? 0;
    if (index >= colors) {
      throw new PngError({
        code: 'PNG_UNREADABLE',
        message: `A pixel has palette index ${String(index)}, but the image has ${String(colors)} colours.`,
        pixel: { x: at % header.width, y: Math.floor(at / header.width) },
      });
    }
    rgba[at * 4] = palette[index * 3] ?? 0;
    rgba[at * 4 + 1] = palette[index * 3 + 1] ?? 0;
    rgba[at * 4 + 2] = palette[index * 3 + 2] ?? 0;
    rgba[at * 4 + 3] = transparency?.[index] ?? 255;
  }
  return rgba;
}

function expandDirect(parts: PngParts, samples: Uint8Array | Uint16Array): Uint8Array {
  const { colorType, channels, depth, width, height } = parts.header;
  const hasAlpha = colorType === COLOR_TYPE.greyAlpha || colorType === COLOR_TYPE.rgba;
  const colorChannels = hasAlpha ? channels - 1 : channels;
  const scale = scaleTable(depth);
  const transparent = readTransparentSamples(parts);
  const pixels = width * height;
  const rgba = new Uint8Array(pixels * 4);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const from = pixel * channels;
    const first = samples[from] ?? 0;
    const second = colorChannels === 3 ? (samples[from + 1] ?? 0) : first;
    const third = colorChannels === 3 ? (samples[from + 2] ?? 0) : first;
    rgba[pixel * 4] = scale(first);
    rgba[pixel * 4 + 1] = scale(second);
    rgba[pixel * 4 + 2] = scale(third);
    if (hasAlpha) {
      rgba[pixel * 4 + 3] = scale(samples[from + colorChannels] ?? 0);
    } else {
      const [red, green = red, blue = red] = transparent;
      rgba[pixel * 4 + 3] = red === first && green === second && blue === third ? 0 : 255;
    }
  }
  return rgba;
}

/**
 * Reads a PNG of any colour type and depth as RGBA of 8 bits (asset-pack 4.1). Any bytes give an image or a failure,
 * in memory bounded by the file and by 65,536 pixels (reliability H4, F1). Gamma, profiles, animation and other
 * ancillary chunks change nothing.
 */
export function readPngImage(bytes: Uint8Array): PngResult {
  try {
    const parts = readPngParts(bytes);
    const { header, dataChunks, dataOffset } = parts;
    const inflated = inflateImageData(dataChunks, scanlineBytes(header), dataOffset);
    const samples = readSamples(header, inflated, dataOffset);
    const rgba =
      header.colorType === COLOR_TYPE.indexed ? expandIndexed(parts, samples) : expandDirect(parts, samples);
    return { ok: true, image: { width: header.width, height: header.height, rgba } };
  } catch (thrown) {
    if (thrown instanceof PngError) return { ok: false, failure: thrown.failure };
    throw thrown;
  }
}
