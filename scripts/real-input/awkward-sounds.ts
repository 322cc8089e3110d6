import { makeWav, wavChunk, type GeneratedWav } from '#core/testing/wav-generator.ts';

const FRAMES = 600;

/** A saw of `FRAMES` frames, each repeated for every channel, between −peak and peak. */
function saw(peak: number, channels = 1): number[] {
  return Array.from({ length: FRAMES }, (_, frame) => Math.trunc(((frame % 100) / 50 - 1) * peak)).flatMap(
    (value) => Array.from({ length: channels }, (_unused, channel) => (channel === 0 ? value : -value)),
  );
}

const real = saw(1000).map((value) => value / 1000);
const unsigned = saw(100).map((value) => value + 128);
const wav = (settings: Partial<GeneratedWav>): Uint8Array =>
  makeWav({ sampleRate: 44100, values: saw(20000), ...settings });

/** WAV files of the kinds that the Debian packages lack, by name. */
export const AWKWARD_SOUNDS: ReadonlyMap<string, Uint8Array> = new Map([
  ['pcm16-stereo.wav', wav({ channels: 2, values: saw(20000, 2) })],
  ['pcm16-six-channels.wav', wav({ channels: 6, values: saw(20000, 6) })],
  ['pcm24.wav', wav({ bits: 24, values: saw(8_000_000) })],
  [
    'pcm24-stereo-extensible.wav',
    wav({ bits: 24, channels: 2, extensible: true, values: saw(8_000_000, 2) }),
  ],
  ['pcm32.wav', wav({ bits: 32, values: saw(2_000_000_000) })],
  ['pcm20-in-24-extensible.wav', wav({ bits: 24, validBits: 20, extensible: true, values: saw(8_000_000) })],
  ['pcm16-extensible.wav', wav({ extensible: true })],
  ['pcm8.wav', wav({ bits: 8, sampleRate: 22050, values: unsigned })],
  ['pcm8-odd-length.wav', wav({ bits: 8, sampleRate: 22050, values: unsigned.slice(1) })],
  ['pcm12.wav', wav({ validBits: 12 })],
  ['float32.wav', wav({ tag: 3, bits: 32, values: real })],
  ['float32-too-loud.wav', wav({ tag: 3, bits: 32, values: real.map((value) => value * 4) })],
  ['float32-nan.wav', wav({ tag: 3, bits: 32, values: [0, Number.NaN, 0] })],
  ['float64.wav', wav({ tag: 3, bits: 64, sampleRate: 48000, values: real })],
  ['rf64.wav', wav({ container: 'RF64', sampleRate: 48000 })],
  ['rf64-lying.wav', wav({ container: 'RF64', longDataSize: 1n << 40n })],
  ['a-law.wav', wav({ tag: 6, bits: 8, values: unsigned })],
  ['adpcm.wav', wav({ tag: 2, validBits: 4 })],
  ['rate-11025.wav', wav({ sampleRate: 11025 })],
  ['rate-96000.wav', wav({ sampleRate: 96000 })],
  ['with-loop.wav', wav({ loops: [[0, 100, 499]] })],
  ['with-ping-pong-loop.wav', wav({ loops: [[1, 100, 499]] })],
  ['with-loop-past-the-end.wav', wav({ loops: [[0, 100, 9999]] })],
  [
    'with-list-before-data.wav',
    wav({ beforeData: [wavChunk('LIST', [...Buffer.from('INFOISFT\u0004\0\0\0test')])] }),
  ],
  ['empty.wav', wav({ values: [] })],
  ['data-longer-than-file.wav', wav({ dataSize: 100_000 })],
  ['partial-frame.wav', wav({ dataSize: FRAMES * 2 - 1 })],
  ['truncated.wav', wav({}).slice(0, 30)],
  ['text-named.wav', new TextEncoder().encode('This is not a sound at all.\n')],
  ['nothing-in-it.wav', new Uint8Array(0)],
]);
