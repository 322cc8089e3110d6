import { StudioError } from '#core/errors.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { isCount, ownMember } from '../json-shape.ts';
import { SAMPLE_BYTES, type Loop } from './sound-layout.ts';

/** A sample of a sound bank. */
export interface DecodedSample {
  readonly index: number;
  readonly samples: Int16Array<ArrayBuffer>;
  /** In Hz. */
  readonly sampleRate: number;
  readonly loop: Loop | undefined;
}

function readLoop(entry: JsonObject, frames: number, unreadable: (why: string) => never): Loop | undefined {
  const start = ownMember(entry, 'loop_start');
  const end = ownMember(entry, 'loop_end');
  if (start === undefined && end === undefined) return undefined;
  if (!isCount(start) || !isCount(end) || start >= end || end > frames)
    return unreadable('has a loop that is not inside it');
  return { start, end };
}

function decodeSample(payload: Uint8Array, key: string, entry: unknown): DecodedSample {
  const unreadable = (why: string): never => {
    throw new StudioError('PACK_UNREADABLE', `Sample ${JSON.stringify(key)} ${why}.`, { sample: key });
  };
  if (!/^(0|[1-9]\d{0,9})$/.test(key) || !isJsonObject(entry)) return unreadable('is not a described sample');
  const offset = ownMember(entry, 'offset');
  const length = ownMember(entry, 'length');
  const frames = ownMember(entry, 'frames');
  const sampleRate = ownMember(entry, 'sample_rate');
  if (!isCount(offset) || !isCount(length) || !isCount(frames) || !isCount(sampleRate))
    return unreadable('lacks a number');
  // Checked before anything is allocated (reliability H1, H3).
  if (length !== frames * SAMPLE_BYTES) return unreadable('has a length that is not two bytes a frame');
  if (offset > payload.length || length > payload.length - offset)
    return unreadable('reaches past the payload');
  const loop = readLoop(entry, frames, unreadable);
  const view = new DataView(payload.buffer, payload.byteOffset + offset, length);
  const samples = new Int16Array(frames);
  for (let frame = 0; frame < frames; frame += 1) samples[frame] = view.getInt16(frame * SAMPLE_BYTES, true);
  return { index: Number(key), samples, sampleRate, loop };
}

/**
 * Samples of a `SOUNDS/pcm16le_v1` payload, ascending by index (asset-pack 4.2).
 * @param metadata of the table entry
 * @throws StudioError PACK_UNREADABLE where the metadata does not describe the payload
 */
export function decodeSamples(payload: Uint8Array, metadata: JsonObject): readonly DecodedSample[] {
  const samples = ownMember(metadata, 'samples');
  if (!isJsonObject(samples))
    throw new StudioError('PACK_UNREADABLE', 'The metadata of the sound bank names no samples.');
  return Object.entries(samples)
    .map(([key, entry]) => decodeSample(payload, key, entry))
    .sort((a, b) => a.index - b.index);
}
