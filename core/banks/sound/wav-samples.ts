import { assertNever } from '#core/errors.ts';
import { SAMPLE_MAX, SAMPLE_MIN } from './sound-layout.ts';
import { WavError } from './wav-failure.ts';
import type { WavFormat } from './wav-format.ts';

/** How a file of two channels becomes one. */
export type ChannelChoice = 'left' | 'right' | 'mix';

function clamp(value: number): number {
  return value > SAMPLE_MAX ? SAMPLE_MAX : value < SAMPLE_MIN ? SAMPLE_MIN : value;
}

/** floor(v·32768 + ½) without the rounding that adding ½ to a double may bring. */
function fromFloat(value: number, byteOffset: number): number {
  if (Number.isNaN(value)) throw new WavError('SOUND_SAMPLE_NAN', 'A sample is not a number.', byteOffset);
  const scaled = clamp(value * 32768);
  const below = Math.floor(scaled);
  return clamp(scaled - below >= 0.5 ? below + 1 : below);
}

/** One sample of any encoding as 16 bits (asset-pack 4.2), by its byte offset in `view`. */
function sampleReader({ encoding }: WavFormat, view: DataView, fileOffset: number): (at: number) => number {
  switch (encoding) {
    case 'u8':
      return (at) => (view.getUint8(at) - 128) * 256;
    case 's16':
      return (at) => view.getInt16(at, true);
    case 's24':
      return (at) => clamp((((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) + 0x80) >> 8);
    case 's32':
      return (at) => clamp(Math.floor((view.getInt32(at, true) + 0x8000) / 0x10000));
    case 'f32':
      return (at) => fromFloat(view.getFloat32(at, true), fileOffset + at);
    case 'f64':
      return (at) => fromFloat(view.getFloat64(at, true), fileOffset + at);
    default:
      return assertNever(encoding);
  }
}

/**
 * Samples as mono PCM of 16 bits (asset-pack 4.2): no dither, clamped.
 * @param data whole frames of one or two channels
 * @param choice needed for two channels, ignored for one
 * @param fileOffset of `data` in the file, for messages
 * @throws WavError where a sample is not a number
 */
export function convertSamples(
  data: Uint8Array,
  format: WavFormat,
  choice: ChannelChoice,
  fileOffset: number,
): Int16Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const read = sampleReader(format, view, fileOffset);
  const { channels, containerBytes } = format;
  const frameBytes = channels * containerBytes;
  const samples = new Int16Array(Math.floor(data.length / frameBytes));
  if (channels === 1) {
    for (let frame = 0; frame < samples.length; frame += 1) samples[frame] = read(frame * frameBytes);
    return samples;
  }
  for (let frame = 0; frame < samples.length; frame += 1) {
    // Both are converted whatever the choice: a sample that is not a number is an error in either channel.
    const left = read(frame * frameBytes);
    const right = read(frame * frameBytes + containerBytes);
    samples[frame] = choice === 'left' ? left : choice === 'right' ? right : Math.trunc((left + right) / 2);
  }
  return samples;
}
