import type { JsonObject } from '#schemas/scalars.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { orderArtifacts, type PlacedArtifact } from '../artifact-order.ts';
import type { BankDiagnostic, EncodeResult, FrozenInputs } from '../bank-format.ts';
import { readWav, type WavResult, type WavSound } from './read-wav.ts';
import { BANK_CHANNELS, SAMPLE_BYTES, type Loop } from './sound-layout.ts';
import { readSoundSettings } from './sound-settings.ts';

/** A sound with its declared index and the loop it has in the bank. */
interface BankSample {
  readonly index: number;
  readonly sound: WavSound;
  readonly loop: Loop | undefined;
}

interface LoopChoice {
  readonly loop: Loop | undefined;
  readonly error?: BankDiagnostic;
  readonly advisory?: BankDiagnostic;
}

/** The loop of the artifact, else the first of the file, else none (asset-pack 4.2). */
function chooseLoop({ artifact, position }: PlacedArtifact, { samples, fileLoop }: WavSound): LoopChoice {
  const { file, loop } = artifact;
  if (loop !== undefined) {
    if (loop.end <= samples.length) return { loop };
    return {
      loop: undefined,
      error: {
        code: 'SOUND_LOOP_OUT_OF_RANGE',
        message: `The loop of "${file}" ends at frame ${String(loop.end)}, but the sound has ${String(samples.length)} frames.`,
        pointer: `/artifacts/${String(position)}/loop`,
        fixId: 'remove-loop',
      },
    };
  }
  if (fileLoop.kind !== 'ignored') return { loop: fileLoop.kind === 'loop' ? fileLoop.loop : undefined };
  return {
    loop: undefined,
    advisory: {
      code: 'SOUND_FILE_LOOP_IGNORED',
      message: `"${file}": ${fileLoop.reason}; the sound does not loop.`,
      file,
      byteOffset: fileLoop.byteOffset,
    },
  };
}

/** True on machines that hold samples in memory as the payload does; there a copy is enough. */
const HOLDS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function writePayload(samples: readonly BankSample[]): Uint8Array {
  const payload = new Uint8Array(
    samples.reduce((sum, { sound }) => sum + sound.samples.length * SAMPLE_BYTES, 0),
  );
  const view = new DataView(payload.buffer);
  let at = 0;
  for (const { sound } of samples) {
    const { buffer, byteOffset, byteLength } = sound.samples;
    if (HOLDS_LITTLE_ENDIAN) {
      payload.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    } else {
      for (const [frame, sample] of sound.samples.entries())
        view.setInt16(at + frame * SAMPLE_BYTES, sample, true);
    }
    at += byteLength;
  }
  return payload;
}

function describeSamples(samples: readonly BankSample[]): JsonObject {
  let offset = 0;
  const entries = samples.map(({ index, sound, loop }): readonly [string, JsonObject] => {
    const length = sound.samples.length * SAMPLE_BYTES;
    const entry = {
      offset,
      length,
      sample_rate: sound.sampleRate,
      frames: sound.samples.length,
      ...(loop === undefined ? {} : { loop_start: loop.start, loop_end: loop.end }),
    };
    offset += length;
    return [String(index), entry];
  });
  return Object.fromEntries(entries);
}

/**
 * Encodes a `SOUNDS/pcm16le_v1` bank (asset-pack 4.2).
 * @param inputs artifacts by root-relative path
 * @returns payload and metadata, or every diagnostic of the declaration or of the inputs
 */
export function encodeSoundBank(declaration: AssetDeclaration, inputs: FrozenInputs): EncodeResult {
  const { settings, diagnostics } = readSoundSettings(declaration);
  if (settings === undefined) return { ok: false, diagnostics };
  const problems: BankDiagnostic[] = [];
  const advisories: BankDiagnostic[] = [];
  const samples: BankSample[] = [];
  const results = new Map<string, WavResult>();
  for (const placed of orderArtifacts(declaration)) {
    const { file, index } = placed.artifact;
    const bytes = inputs.get(file);
    if (bytes === undefined) {
      problems.push({ code: 'INPUT_MISSING', message: `"${file}" is not there.`, file });
      continue;
    }
    const known = results.get(file);
    const result = known ?? readWav(file, bytes, settings);
    results.set(file, result);
    if (!result.ok) {
      if (known === undefined) problems.push(...result.diagnostics);
      continue;
    }
    const { loop, error, advisory } = chooseLoop(placed, result.sound);
    if (error !== undefined) problems.push(error);
    if (advisory !== undefined) advisories.push(advisory);
    samples.push({ index, sound: result.sound, loop });
  }
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const payload = writePayload(samples);
  return {
    ok: true,
    payload,
    decodedSize: payload.length,
    metadata: { channels: BANK_CHANNELS, sample_count: samples.length, samples: describeSamples(samples) },
    advisories,
  };
}
