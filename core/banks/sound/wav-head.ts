import { findWavChunks } from './wav-chunks.ts';
import { WavError, type WavFailure } from './wav-failure.ts';
import { readWavFormat, type WavFormat } from './wav-format.ts';

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

export type WavHeadResult =
  { readonly ok: true; readonly format: WavFormat } | { readonly ok: false; readonly failure: WavFailure };

/**
 * What the fmt chunk says, from the first bytes of a file: enough to suggest what to make of it. Whether the rest
 * holds what is announced is for `readWav`.
 * @param head the beginning of the file, all of it where it is short
 * @param isWhole true where there is no more
 */
export function readWavHead(head: Uint8Array, isWhole: boolean): WavHeadResult {
  try {
    if (isWhole) return { ok: true, format: readWavFormat(head, findWavChunks(head).format) };
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    let offset = RIFF_HEADER_BYTES;
    while (head.length - offset >= CHUNK_HEADER_BYTES) {
      const dataOffset = offset + CHUNK_HEADER_BYTES;
      const sizeBytes = view.getUint32(offset + 4, true);
      if (view.getUint32(offset) === 0x666d7420 && dataOffset + sizeBytes <= head.length) {
        return { ok: true, format: readWavFormat(head, { id: 'fmt ', dataOffset, sizeBytes }) };
      }
      offset = dataOffset + sizeBytes + (sizeBytes % 2);
    }
    throw new WavError('SOUND_WAV_MALFORMED', 'The file has no fmt chunk at its beginning.', head.length);
  } catch (error) {
    if (error instanceof WavError) return { ok: false, failure: error.failure };
    throw error;
  }
}
