import type { BankDiagnostic } from '../bank-format.ts';
import { monoCommand, pcmCommand, resampleCommand } from './conversion-command.ts';
import { SAMPLE_RATES, isSampleRate } from './sound-layout.ts';
import type { SoundSettings } from './sound-settings.ts';
import { findWavChunks } from './wav-chunks.ts';
import { WavError } from './wav-failure.ts';
import { readWavFormat, type WavFormat } from './wav-format.ts';
import { readFileLoop, type FileLoop } from './wav-loop.ts';
import { convertSamples } from './wav-samples.ts';

/** A sound as the bank takes it. */
export interface WavSound {
  readonly samples: Int16Array;
  /** In Hz. */
  readonly sampleRate: number;
  readonly fileLoop: FileLoop;
}

export type WavResult =
  | { readonly ok: true; readonly sound: WavSound }
  | { readonly ok: false; readonly diagnostics: readonly BankDiagnostic[] };

function checkFormat(file: string, format: WavFormat, settings: SoundSettings): readonly BankDiagnostic[] {
  const found: BankDiagnostic[] = [];
  if (!isSampleRate(format.sampleRate)) {
    found.push({
      code: 'SOUND_RATE_UNSUPPORTED',
      message: `"${file}" has ${String(format.sampleRate)} Hz; a bank takes ${SAMPLE_RATES.join(', ')} Hz.`,
      remedy: `Convert it, for instance with: ${resampleCommand(file, format.sampleRate)}`,
      file,
    });
  }
  if (format.channels === 2 && settings.channels === undefined) {
    found.push({
      code: 'SOUND_CHANNELS',
      message: `"${file}" has two channels; a bank takes one.`,
      remedy: `Set output.pipeline.channels to "left", "right" or "mix", or save it as mono: ${monoCommand(file)}`,
      file,
      fixId: 'set-channels-mix',
    });
  } else if (format.channels > 2) {
    found.push({
      code: 'SOUND_CHANNELS',
      message: `"${file}" has ${String(format.channels)} channels; a bank takes one, or two that are made one.`,
      remedy: `Save it as mono, for instance with: ${monoCommand(file)}`,
      file,
    });
  }
  return found;
}

/**
 * Reads a WAV file as mono PCM of 16 bits (asset-pack 4.2). Any bytes give a sound or diagnostics, in memory bounded
 * by the file (reliability H1, H4, F1).
 * @param file root-relative path, for messages
 */
export function readWav(file: string, bytes: Uint8Array, settings: SoundSettings): WavResult {
  try {
    const chunks = findWavChunks(bytes);
    const format = readWavFormat(bytes, chunks.format);
    const found = checkFormat(file, format, settings);
    const { dataOffset, sizeBytes } = chunks.data;
    const frameBytes = format.channels * format.containerBytes;
    if (sizeBytes === 0) throw new WavError('SOUND_EMPTY', 'The data chunk is empty.', dataOffset);
    if (sizeBytes % frameBytes !== 0) {
      const message = `The data chunk of ${String(sizeBytes)} bytes ends within a frame of ${String(frameBytes)} bytes.`;
      throw new WavError('SOUND_DATA_TRUNCATED', message, dataOffset + sizeBytes - (sizeBytes % frameBytes));
    }
    if (found.length > 0) return { ok: false, diagnostics: found };
    const data = bytes.subarray(dataOffset, dataOffset + sizeBytes);
    const samples = convertSamples(data, format, settings.channels ?? 'mix', dataOffset);
    const fileLoop = readFileLoop(bytes, chunks.sampler, samples.length);
    return { ok: true, sound: { samples, sampleRate: format.sampleRate, fileLoop } };
  } catch (thrown) {
    if (!(thrown instanceof WavError)) throw thrown;
    const { failure } = thrown;
    const convertible = failure.code === 'SOUND_ENCODING_UNSUPPORTED' || failure.code === 'SOUND_NOT_WAV';
    return {
      ok: false,
      diagnostics: [
        {
          ...failure,
          message: `"${file}": ${failure.message}`,
          file,
          ...(convertible ? { remedy: `Convert it, for instance with: ${pcmCommand(file)}` } : {}),
        },
      ],
    };
  }
}
