import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { StudioError } from '#core/errors.ts';
import type { EncodeResult } from '#core/banks/bank-format.ts';
import { declareSoundBank, listArtifacts } from '#core/testing/bank-declarations.ts';
import { makeWav } from '#core/testing/wav-generator.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import type { Artifact } from '#schemas/workspace/declaration.ts';
import { decodeSamples } from './decode.ts';
import { encodeSoundBank } from './encode-sound-bank.ts';
import { encodeWav } from './encode-wav.ts';
import { peaks } from './peaks.ts';
import { SOUNDS_PCM16LE_V1 } from './sound-format.ts';

const hasSox = spawnSync('sox', ['--version']).status === 0;

function encode(
  artifacts: readonly Artifact[],
  files: Readonly<Record<string, Uint8Array>>,
  pipeline?: JsonObject,
): EncodeResult {
  return encodeSoundBank(declareSoundBank(artifacts, pipeline), new Map(Object.entries(files)));
}

function packed(result: EncodeResult): Extract<EncodeResult, { ok: true }> {
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result;
}

function codes(result: EncodeResult): string[] {
  return (result.ok ? result.advisories : result.diagnostics).map(({ code }) => code);
}

const four = makeWav({ sampleRate: 22050, values: [1, -1, 32767, -32768] });

describe('asset-pack 4.2: payload by hand', () => {
  const eight = makeWav({ sampleRate: 48000, bits: 8, values: [129, 127, 128] });
  const artifacts: Artifact[] = [
    { file: 'second.wav', index: 1, loop: { start: 1, end: 3 } },
    { file: 'first.wav', index: 0 },
  ];
  const result = packed(encode(artifacts, { 'first.wav': four, 'second.wav': eight }));

  it('samples in index order, signed 16 bits little-endian, back to back', () => {
    expect(Buffer.from(result.payload).toString('hex')).toBe(
      '0100' + 'ffff' + 'ff7f' + '0080' + '0001' + '00ff' + '0000',
    );
    expect(result.decodedSize).toBe(14);
  });

  it('metadata describes each sample by its index', () => {
    expect(result.metadata).toEqual({
      channels: 1,
      sample_count: 2,
      samples: {
        '0': { offset: 0, length: 8, sample_rate: 22050, frames: 4 },
        '1': { offset: 8, length: 6, sample_rate: 48000, frames: 3, loop_start: 1, loop_end: 3 },
      },
    });
  });
});

describe('asset-pack 4.2: loops', () => {
  const looped = makeWav({ values: [1, 2, 3, 4], loops: [[0, 0, 1]] });
  const loopOf = (result: EncodeResult): unknown => {
    const [sample] = decodeSamples(packed(result).payload, packed(result).metadata);
    return sample?.loop;
  };

  it('the artifact’s comes before the file’s', () => {
    expect(loopOf(encode(listArtifacts('a.wav'), { 'a.wav': looped }))).toEqual({ start: 0, end: 2 });
    expect(
      loopOf(encode([{ file: 'a.wav', index: 0, loop: { start: 2, end: 4 } }], { 'a.wav': looped })),
    ).toEqual({ start: 2, end: 4 });
  });

  it('SOUND_FILE_LOOP_IGNORED is a warning and there is no loop; a declared loop silences it', () => {
    const odd = makeWav({ values: [1, 2, 3, 4], loops: [[1, 0, 1]] });
    const ignored = encode(listArtifacts('a.wav'), { 'a.wav': odd });
    expect(codes(ignored)).toEqual(['SOUND_FILE_LOOP_IGNORED']);
    expect(loopOf(ignored)).toBeUndefined();
    expect(
      codes(encode([{ file: 'a.wav', index: 0, loop: { start: 0, end: 1 } }], { 'a.wav': odd })),
    ).toEqual([]);
  });

  it('SOUND_LOOP_OUT_OF_RANGE: in the declaration and against the sound', () => {
    const declared = (start: number, end: number): EncodeResult =>
      encode([{ file: 'a.wav', index: 0, loop: { start, end } }], { 'a.wav': four });
    for (const [start, end] of [
      [0, 5],
      [2, 2],
      [3, 1],
    ] as const) {
      expect(declared(start, end)).toMatchObject({
        diagnostics: [
          { code: 'SOUND_LOOP_OUT_OF_RANGE', pointer: '/artifacts/0/loop', fixId: 'remove-loop' },
        ],
      });
    }
    expect(codes(declared(0, 4))).toEqual([]);
  });
});

describe('declaration of a sound bank', () => {
  const check = (artifacts: readonly Artifact[], pipeline?: JsonObject): string[] =>
    SOUNDS_PCM16LE_V1.checkDeclaration(declareSoundBank(artifacts, pipeline)).map(
      ({ code, pointer }) => `${code} ${pointer ?? ''}`,
    );

  it('ARTIFACT_NONE, ARTIFACT_INDEX_DUPLICATE, ARTIFACT_INDEX_GAP', () => {
    expect(check([])).toEqual(['ARTIFACT_NONE /artifacts']);
    expect(check([{ file: 'a', index: 1 }])).toEqual(['ARTIFACT_INDEX_GAP /artifacts/0/index']);
    expect(
      check([
        { file: 'a', index: 0 },
        { file: 'b', index: 0 },
      ]),
    ).toEqual(['ARTIFACT_INDEX_DUPLICATE /artifacts/1/index']);
  });

  it('PIPELINE_INVALID: channels of another kind; unknown keys are fine', () => {
    expect(check(listArtifacts('a'), { channels: 'both' })).toEqual([
      'PIPELINE_INVALID /output/pipeline/channels',
    ]);
    expect(check(listArtifacts('a'), { channels: 2 })).toEqual([
      'PIPELINE_INVALID /output/pipeline/channels',
    ]);
    expect(check(listArtifacts('a'), { channels: 'mix', quality: 'best' })).toEqual([]);
  });

  it('reserves the keys that the packer writes', () => {
    expect(SOUNDS_PCM16LE_V1.reservedMetadataKeys).toEqual(['channels', 'sample_count', 'samples']);
  });

  it('encoding a bad declaration gives its diagnostics', () => {
    expect(codes(encode([], {}))).toEqual(['ARTIFACT_NONE']);
  });
});

describe('all bad files of a bank are told, each once', () => {
  it('INPUT_MISSING, SOUND_NOT_WAV, SOUND_CHANNELS', () => {
    const artifacts = listArtifacts('gone.wav', 'text.wav', 'stereo.wav', 'stereo.wav', 'good.wav');
    const files = {
      'text.wav': new TextEncoder().encode('hello'),
      'stereo.wav': makeWav({ channels: 2, values: [1, 2] }),
      'good.wav': four,
    };
    expect(codes(encode(artifacts, files))).toEqual(['INPUT_MISSING', 'SOUND_NOT_WAV', 'SOUND_CHANNELS']);
  });
});

describe('decoding gives back what was encoded', () => {
  const sample = fc.integer({ min: -32768, max: 32767 });
  const bank = fc.array(fc.array(sample, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 12 });

  it('samples, rates and order', () => {
    fc.assert(
      fc.property(bank, (sounds) => {
        const files = Object.fromEntries(
          sounds.map((values, at) => [`${String(at)}.wav`, makeWav({ values, sampleRate: 48000 })]),
        );
        const artifacts = sounds.map((_, index) => ({ file: `${String(index)}.wav`, index }));
        const { payload, metadata } = packed(encode(artifacts, files));
        const decoded = decodeSamples(payload, metadata);
        expect(decoded.map(({ samples }) => [...samples])).toEqual(sounds);
        expect(decoded.map(({ index }) => index)).toEqual(sounds.map((_, index) => index));
        expect(decoded.every(({ sampleRate }) => sampleRate === 48000)).toBe(true);
      }),
      fuzzRuns(50),
    );
  });

  it('PACK_UNREADABLE for metadata that does not describe the payload (H1, H3, F1)', () => {
    const payload = new Uint8Array(8);
    const good = { offset: 0, length: 8, frames: 4, sample_rate: 22050 };
    const codeOf = (metadata: JsonObject): string => {
      try {
        decodeSamples(payload, metadata);
        return 'OK';
      } catch (thrown) {
        return thrown instanceof StudioError ? thrown.code : 'other';
      }
    };
    expect(codeOf({ samples: { '0': good } })).toBe('OK');
    const bad: JsonObject[] = [
      {},
      { samples: [good] },
      { samples: { a: good } },
      { samples: { '0': 7 } },
      { samples: { '0': { ...good, offset: 2 } } },
      { samples: { '0': { ...good, offset: 2 ** 53 - 1 } } },
      { samples: { '0': { ...good, length: 6 } } },
      { samples: { '0': { ...good, frames: 2 ** 40, length: 2 ** 41 } } },
      { samples: { '0': { ...good, sample_rate: '22050' } } },
      { samples: { '0': { ...good, loop_start: 0 } } },
      { samples: { '0': { ...good, loop_start: 0, loop_end: 5 } } },
    ];
    for (const metadata of bad) expect(codeOf(metadata)).toBe('PACK_UNREADABLE');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (metadata) =>
        ['OK', 'PACK_UNREADABLE'].includes(codeOf(metadata)),
      ),
    );
  });
});

describe('WAV for people', () => {
  it('has the canonical header of 44 bytes', () => {
    const wav = Buffer.from(encodeWav(Int16Array.of(1, -1, 32767), 22050));
    expect(wav.toString('hex')).toBe(
      '52494646' +
        '2a000000' +
        '57415645' +
        '666d7420' +
        '10000000' +
        '0100' +
        '0100' +
        '22560000' +
        '44ac0000' +
        '0200' +
        '1000' +
        '64617461' +
        '06000000' +
        '0100' +
        'ffff' +
        'ff7f',
    );
  });

  it('carries a loop that its own reader finds again', () => {
    const wav = encodeWav(Int16Array.of(1, 2, 3, 4), 44100, { start: 1, end: 3 });
    const { metadata } = packed(encode(listArtifacts('a.wav'), { 'a.wav': wav }));
    expect(metadata).toMatchObject({ samples: { '0': { loop_start: 1, loop_end: 3, frames: 4 } } });
  });

  it.runIf(hasSox)('sox reads exactly the packed samples, with and without a loop (needs sox)', () => {
    const samples = Int16Array.from({ length: 500 }, (_, at) => ((at * 40503) % 65536) - 32768);
    for (const loop of [undefined, { start: 10, end: 400 }]) {
      const wav = encodeWav(samples, 48000, loop);
      const raw = execFileSync('sox', ['-D', '-t', 'wav', '-', '-t', 'raw', '-L', '-'], {
        input: wav,
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      expect(Array.from({ length: raw.length / 2 }, (_, at) => raw.readInt16LE(at * 2))).toEqual([
        ...samples,
      ]);
    }
  });
});

describe('peaks of a waveform', () => {
  it('lowest and highest of each bucket', () => {
    expect(peaks(Int16Array.of(1, 5, -3, 2, 9, -9), 3)).toEqual({
      lowest: Int16Array.of(1, -3, -9),
      highest: Int16Array.of(5, 2, 9),
    });
  });

  it('with more buckets than frames neighbours repeat; an empty sound is flat', () => {
    expect(peaks(Int16Array.of(4, 7), 4).highest).toEqual(Int16Array.of(4, 4, 7, 7));
    expect(peaks(new Int16Array(0), 2)).toEqual({
      lowest: Int16Array.of(0, 0),
      highest: Int16Array.of(0, 0),
    });
  });

  it('no sample is left out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 64 }),
        (values, buckets) => {
          const { lowest, highest } = peaks(Int16Array.from(values), buckets);
          expect([Math.min(...lowest), Math.max(...highest)]).toEqual([
            Math.min(...values),
            Math.max(...values),
          ]);
        },
      ),
    );
  });
});
