/**
 * `SOUNDS/pcm16le_v1` (asset-pack 4.2): signed 16-bit little-endian mono samples, back to back in index order. All
 * of it is assumed beyond "PCM16 mono with its own rate, optional loop points", and can be changed here.
 */
export const SAMPLE_BYTES = 2;
export const SAMPLE_MIN = -32768;
export const SAMPLE_MAX = 32767;
export const BANK_CHANNELS = 1;

/** Rates in Hz that the runtime plays. */
export const SAMPLE_RATES = [22050, 44100, 48000] as const;
export type SampleRate = (typeof SAMPLE_RATES)[number];

/** Guard for a supported rate. */
export function isSampleRate(value: number): value is SampleRate {
  return SAMPLE_RATES.some((rate) => rate === value);
}

/** Keys of the metadata root that the packer writes. */
export const SOUND_METADATA_KEYS = ['channels', 'sample_count', 'samples'] as const;

/** Frames of a loop, end exclusive. */
export interface Loop {
  readonly start: number;
  readonly end: number;
}
