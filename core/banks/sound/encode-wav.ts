import { BANK_CHANNELS, SAMPLE_BYTES, type Loop } from './sound-layout.ts';

const HEADER_BYTES = 44;
const SAMPLER_CHUNK_BYTES = 8 + 36 + 24;
const NANOSECONDS = 1_000_000_000;
const MIDDLE_C = 60;

function writeId(view: DataView, at: number, id: string): void {
  for (let character = 0; character < 4; character += 1)
    view.setUint8(at + character, id.charCodeAt(character));
}

function writeSampler(view: DataView, at: number, sampleRate: number, loop: Loop): void {
  writeId(view, at, 'smpl');
  view.setUint32(at + 4, SAMPLER_CHUNK_BYTES - 8, true);
  view.setUint32(at + 16, Math.round(NANOSECONDS / sampleRate), true);
  view.setUint32(at + 20, MIDDLE_C, true);
  view.setUint32(at + 36, 1, true);
  view.setUint32(at + 52, loop.start, true);
  // Inclusive in files, exclusive in banks.
  view.setUint32(at + 56, loop.end - 1, true);
}

/**
 * A mono WAV file of 16 bits with the canonical header of 44 bytes, for `extract --decoded`; a loop follows the data
 * as a `smpl` chunk.
 * @param sampleRate in Hz
 */
export function encodeWav(samples: Int16Array, sampleRate: number, loop?: Loop): Uint8Array<ArrayBuffer> {
  const dataBytes = samples.length * SAMPLE_BYTES;
  const samplerBytes = loop === undefined ? 0 : SAMPLER_CHUNK_BYTES;
  const wav = new Uint8Array(HEADER_BYTES + dataBytes + samplerBytes);
  const view = new DataView(wav.buffer);
  writeId(view, 0, 'RIFF');
  view.setUint32(4, wav.length - 8, true);
  writeId(view, 8, 'WAVE');
  writeId(view, 12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, BANK_CHANNELS, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * BANK_CHANNELS * SAMPLE_BYTES, true);
  view.setUint16(32, BANK_CHANNELS * SAMPLE_BYTES, true);
  view.setUint16(34, SAMPLE_BYTES * 8, true);
  writeId(view, 36, 'data');
  view.setUint32(40, dataBytes, true);
  for (const [frame, sample] of samples.entries())
    view.setInt16(HEADER_BYTES + frame * SAMPLE_BYTES, sample, true);
  if (loop !== undefined) writeSampler(view, HEADER_BYTES + dataBytes, sampleRate, loop);
  return wav;
}
