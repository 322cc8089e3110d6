import type { Loop } from './sound-layout.ts';
import type { WavChunk } from './wav-chunks.ts';

/** The first loop of a sampler chunk: usable, ignored with a reason, or none at all. */
export type FileLoop =
  | { readonly kind: 'none' }
  | { readonly kind: 'loop'; readonly loop: Loop }
  | { readonly kind: 'ignored'; readonly reason: string; readonly byteOffset: number };

const SAMPLER_HEADER_BYTES = 36;
const LOOP_COUNT_AT = 28;
const LOOP_BYTES = 24;
const LOOP_FORWARD = 0;

/** Reads the first loop of `smpl`, whose end is inclusive (asset-pack 4.2). */
export function readFileLoop(bytes: Uint8Array, chunk: WavChunk | undefined, frames: number): FileLoop {
  if (chunk === undefined) return { kind: 'none' };
  const ignored = (reason: string, at: number): FileLoop => ({
    kind: 'ignored',
    reason,
    byteOffset: chunk.dataOffset + at,
  });
  if (chunk.sizeBytes < SAMPLER_HEADER_BYTES) return ignored('The smpl chunk is too short', 0);
  const view = new DataView(bytes.buffer, bytes.byteOffset + chunk.dataOffset, chunk.sizeBytes);
  if (view.getUint32(LOOP_COUNT_AT, true) === 0) return { kind: 'none' };
  if (chunk.sizeBytes < SAMPLER_HEADER_BYTES + LOOP_BYTES)
    return ignored('The smpl chunk ends before its first loop', LOOP_COUNT_AT);
  const type = view.getUint32(SAMPLER_HEADER_BYTES + 4, true);
  if (type !== LOOP_FORWARD)
    return ignored(`Its first loop is of kind ${String(type)}, not forward`, SAMPLER_HEADER_BYTES + 4);
  const start = view.getUint32(SAMPLER_HEADER_BYTES + 8, true);
  const last = view.getUint32(SAMPLER_HEADER_BYTES + 12, true);
  if (start > last || last >= frames) {
    const range = `from frame ${String(start)} to ${String(last)}`;
    return ignored(
      `Its first loop runs ${range}, which is not inside the ${String(frames)} frames`,
      SAMPLER_HEADER_BYTES + 8,
    );
  }
  return { kind: 'loop', loop: { start, end: last + 1 } };
}
