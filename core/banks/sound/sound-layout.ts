import { SOUND } from '#core/pack-format/layout.ts';

/**
 * `SOUNDS/pcm16le_v1` (asset-pack 4.2): signed 16-bit little-endian mono samples, back to back in index order. The
 * values stand in `pack-format/layout.ts`.
 */
export const SAMPLE_BYTES = SOUND.bytesPerFrame;
export const BANK_CHANNELS = SOUND.channels;
export const SAMPLE_MIN = -32768;
export const SAMPLE_MAX = 32767;

/** Rates in Hz that the runtime plays. */
export const SAMPLE_RATES = SOUND.sampleRates;
export type SampleRate = (typeof SAMPLE_RATES)[number];

/** Guard for a supported rate. */
export function isSampleRate(value: number): value is SampleRate {
  return SAMPLE_RATES.some((rate) => rate === value);
}

/** Keys of the metadata root that the packer writes. */
export const SOUND_METADATA_KEYS = SOUND.metadataKeys;

/** Frames of a loop, end exclusive. */
export interface Loop {
  readonly start: number;
  readonly end: number;
}
