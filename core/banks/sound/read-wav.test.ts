import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import { makeWav, samplerChunk, wavChunk, type GeneratedWav } from '#core/testing/wav-generator.ts';
import { readWav } from './read-wav.ts';
import type { SoundSettings } from './sound-settings.ts';

const hasSox = spawnSync('sox', ['--version']).status === 0;
const MONO: SoundSettings = { channels: undefined };

function samplesOf(bytes: Uint8Array, settings = MONO): number[] {
  const result = readWav('a.wav', bytes, settings);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return [...result.sound.samples];
}

function codesOf(bytes: Uint8Array, settings = MONO): string[] {
  const result = readWav('a.wav', bytes, settings);
  return result.ok ? [] : result.diagnostics.map(({ code }) => code);
}

describe('asset-pack 4.2: samples to 16 bits', () => {
  it('8 bits: (v − 128)·256', () => {
    expect(samplesOf(makeWav({ bits: 8, values: [0, 1, 127, 128, 129, 255] }))).toEqual([
      -32768, -32512, -256, 0, 256, 32512,
    ]);
  });

  it('16 bits as they are', () => {
    expect(samplesOf(makeWav({ values: [-32768, -1, 0, 1, 32767] }))).toEqual([-32768, -1, 0, 1, 32767]);
  });

  it('24 bits: floor(v / 256 + ½), clamped', () => {
    const values = [
      -8388608, -8388481, -8388480, -129, -128, -1, 0, 127, 128, 383, 384, 8388479, 8388480, 8388607,
    ];
    const expected = [-32768, -32768, -32767, -1, 0, 0, 0, 0, 1, 1, 2, 32767, 32767, 32767];
    expect(samplesOf(makeWav({ bits: 24, values }))).toEqual(expected);
  });

  it('32 bits: floor(v / 65536 + ½), clamped', () => {
    const values = [
      -2147483648, -32769, -32768, 32767, 32768, 98303, 98304, 2147450879, 2147450880, 2147483647,
    ];
    const expected = [-32768, -1, 0, 0, 1, 1, 2, 32767, 32767, 32767];
    expect(samplesOf(makeWav({ bits: 32, values }))).toEqual(expected);
  });

  it('float of 32 and 64 bits: floor(v·32768 + ½), clamped', () => {
    const values = [
      0,
      1,
      -1,
      0.5,
      -0.5,
      0.5 / 32768,
      -0.5 / 32768,
      -0.5000001 / 32768,
      1.5,
      -1.5,
      Infinity,
      -Infinity,
      32766.5 / 32768,
      1e-30,
      -1e-30,
    ];
    const expected = [0, 32767, -32768, 16384, -16384, 1, 0, -1, 32767, -32768, 32767, -32768, 32767, 0, 0];
    for (const bits of [32, 64]) expect(samplesOf(makeWav({ tag: 3, bits, values }))).toEqual(expected);
    // Adding ½ in doubles would round this one up to 1.
    expect(samplesOf(makeWav({ tag: 3, bits: 64, values: [0.49999999999999994 / 32768] }))).toEqual([0]);
  });

  it('the container width rules, not the valid bits', () => {
    expect(samplesOf(makeWav({ bits: 24, validBits: 20, extensible: true, values: [256, -256] }))).toEqual([
      1, -1,
    ]);
    expect(samplesOf(makeWav({ bits: 16, validBits: 12, values: [5, -5] }))).toEqual([5, -5]);
    expect(samplesOf(makeWav({ bits: 32, validBits: 24, values: [65536] }))).toEqual([1]);
  });

  it('the extensible format tag stands for the one in its GUID', () => {
    expect(samplesOf(makeWav({ extensible: true, values: [7] }))).toEqual([7]);
    expect(samplesOf(makeWav({ extensible: true, tag: 3, bits: 32, values: [0.25] }))).toEqual([8192]);
  });

  it('two channels: left, right, or the mean truncated towards zero', () => {
    const stereo = makeWav({
      channels: 2,
      values: [10, 20, -3, 0, 3, 0, 32767, 32767, -32768, -32768, -1, 0],
    });
    expect(samplesOf(stereo, { channels: 'left' })).toEqual([10, -3, 3, 32767, -32768, -1]);
    expect(samplesOf(stereo, { channels: 'right' })).toEqual([20, 0, 0, 32767, -32768, 0]);
    expect(samplesOf(stereo, { channels: 'mix' })).toEqual([15, -1, 1, 32767, -32768, 0]);
    const deep = makeWav({ channels: 2, bits: 24, values: [128, 384] });
    // Mixed after conversion: 1 and 2, not the mean of 24 bits.
    expect(samplesOf(deep, { channels: 'mix' })).toEqual([1]);
  });

  it('the channel choice is ignored for one channel', () => {
    expect(samplesOf(makeWav({ values: [1, 2] }), { channels: 'right' })).toEqual([1, 2]);
  });

  it.runIf(hasSox).each<readonly [string, GeneratedWav]>([
    ['8 bits', { bits: 8, values: [0, 1, 64, 127, 128, 129, 254, 255] }],
    ['24 bits', { bits: 24, values: [-8388608, -70000, -256, 0, 256, 12345, 8388352] }],
    ['32 bits', { bits: 32, values: [-2147483648, -65536, 0, 65536, 1234567890] }],
    ['float', { tag: 3, bits: 32, values: [-1, -0.5, 0, 0.25, 0.75] }],
    ['double', { tag: 3, bits: 64, values: [-1, -0.5, 0, 0.25, 0.75] }],
    ['extensible', { extensible: true, bits: 24, values: [-8388608, 4096, 77824] }],
  ])('agrees with sox: %s (needs sox)', (_name, wav) => {
    const file = makeWav(wav);
    const raw = execFileSync(
      'sox',
      ['-D', '-t', 'wav', '-', '-t', 'raw', '-e', 'signed-integer', '-b', '16', '-L', '-'],
      { input: file, stdio: ['pipe', 'pipe', 'ignore'] },
    );
    expect(samplesOf(file)).toEqual(
      Array.from({ length: raw.length / 2 }, (_, at) => raw.readInt16LE(at * 2)),
    );
  });
});

describe('asset-pack 4.2: container', () => {
  it('RF64 takes its sizes from ds64', () => {
    expect(samplesOf(makeWav({ container: 'RF64', values: [1, 2, 3] }))).toEqual([1, 2, 3]);
    expect(samplesOf(makeWav({ container: 'RF64', dataSize: 4, values: [1, 2] }))).toEqual([1, 2]);
  });

  it('chunks of odd size are padded, other chunks are passed over', () => {
    const odd = wavChunk('LIST', [1, 2, 3]);
    const wav = makeWav({
      bits: 8,
      values: [1, 2, 3],
      beforeFormat: [odd],
      beforeData: [odd],
      loops: [[0, 1, 2]],
    });
    expect(readWav('a.wav', wav, MONO)).toMatchObject({
      ok: true,
      sound: { fileLoop: { kind: 'loop', loop: { start: 1, end: 3 } } },
    });
  });

  it('the padding of the last chunk may be missing', () => {
    const wav = makeWav({ bits: 8, values: [128, 128, 129] });
    expect(samplesOf(wav.subarray(0, -1))).toEqual([0, 0, 256]);
  });

  it('the first data chunk counts', () => {
    expect(samplesOf(makeWav({ values: [1], after: [wavChunk('data', [9, 0, 9, 0])] }))).toEqual([1]);
  });

  it('bytes behind the RIFF size are not read as chunks', () => {
    const wav = makeWav({ values: [1] });
    expect(samplesOf(Uint8Array.from([...wav, ...Buffer.from('TAGsome trailing tag')]))).toEqual([1]);
  });

  it('a RIFF size of a file that was streamed does not matter', () => {
    expect(samplesOf(makeWav({ values: [1, 2], riffSize: 0 }))).toEqual([1, 2]);
    expect(samplesOf(makeWav({ values: [1, 2], riffSize: 0xffffffff }))).toEqual([1, 2]);
  });
});

describe('asset-pack 4.2: the loop of the file', () => {
  const values = [1, 2, 3, 4];
  const loopOf = (wav: GeneratedWav): unknown => {
    const result = readWav('a.wav', makeWav(wav), MONO);
    return result.ok ? result.sound.fileLoop : undefined;
  };

  it('its end is inclusive, and the first one counts', () => {
    expect(
      loopOf({
        values,
        loops: [
          [0, 1, 2],
          [1, 0, 0],
        ],
      }),
    ).toEqual({ kind: 'loop', loop: { start: 1, end: 3 } });
    expect(loopOf({ values, loops: [[0, 0, 3]] })).toEqual({ kind: 'loop', loop: { start: 0, end: 4 } });
    expect(loopOf({ values, loops: [[0, 2, 2]] })).toEqual({ kind: 'loop', loop: { start: 2, end: 3 } });
  });

  it('none is none', () => {
    expect(loopOf({ values })).toEqual({ kind: 'none' });
    expect(loopOf({ values, loops: [] })).toEqual({ kind: 'none' });
  });

  it('is ignored where it is not forward, not in range, or cut off', () => {
    expect(loopOf({ values, loops: [[1, 0, 3]] })).toMatchObject({ kind: 'ignored' });
    expect(loopOf({ values, loops: [[0, 0, 4]] })).toMatchObject({ kind: 'ignored' });
    expect(loopOf({ values, loops: [[0, 3, 2]] })).toMatchObject({ kind: 'ignored' });
    expect(loopOf({ values, after: [wavChunk('smpl', [1, 2, 3, 4])] })).toMatchObject({ kind: 'ignored' });
    const cut = [...samplerChunk([[0, 0, 1]])].slice(8, 8 + 40);
    expect(loopOf({ values, after: [wavChunk('smpl', cut)] })).toMatchObject({ kind: 'ignored' });
  });
});

describe('diagnostics of WAV files', () => {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);

  it.each<readonly [string, string, Uint8Array]>([
    ['SOUND_NOT_WAV', 'an empty file', new Uint8Array(0)],
    ['SOUND_NOT_WAV', 'an Ogg file', text('OggS\0\0\0\0\0\0\0\0\0\0')],
    ['SOUND_NOT_WAV', 'a big-endian file', text('RIFX\0\0\0\0WAVE')],
    ['SOUND_NOT_WAV', 'RIFF of another kind', text('RIFF\0\0\0\0AVI LIST')],
    ['SOUND_NOT_WAV', 'four bytes', text('RIFF')],
    ['SOUND_WAV_MALFORMED', 'no chunk', text('RIFF\0\0\0\0WAVE')],
    [
      'SOUND_WAV_MALFORMED',
      'RF64 without ds64',
      makeWav({ values: [1] }).map((byte, at) => 'RF64'.charCodeAt(at) || byte),
    ],
    [
      'SOUND_WAV_MALFORMED',
      'a chunk past the end',
      makeWav({ values: [1], beforeData: [wavChunk('LIST', [1, 2], 9999)] }),
    ],
    [
      'SOUND_WAV_MALFORMED',
      'no fmt chunk',
      Uint8Array.from([...text('RIFF\x0e\0\0\0WAVE'), ...wavChunk('data', [1, 2])]),
    ],
    [
      'SOUND_WAV_MALFORMED',
      'a short fmt chunk',
      Uint8Array.from([
        ...text('RIFF\0\0\0\0WAVE'),
        ...wavChunk('fmt ', [1, 0]),
        ...wavChunk('data', [1, 2]),
      ]),
    ],
    ['SOUND_WAV_MALFORMED', 'no channel', makeWav({ channels: 0, values: [1] })],
    [
      'SOUND_WAV_MALFORMED',
      'more bits than the block holds',
      makeWav({ bits: 16, validBits: 24, values: [1] }),
    ],
    ['SOUND_ENCODING_UNSUPPORTED', 'A-law', makeWav({ tag: 6, bits: 8, values: [1] })],
    ['SOUND_ENCODING_UNSUPPORTED', 'PCM of 64 bits', makeWav({ bits: 64, values: [1] })],
    [
      'SOUND_ENCODING_UNSUPPORTED',
      'float of 16 bits',
      makeWav({ tag: 3, bits: 16, validBits: 16, values: [] }),
    ],
    [
      'SOUND_ENCODING_UNSUPPORTED',
      'an extensible sub-format',
      makeWav({ extensible: true, tag: 6, bits: 8, values: [1] }),
    ],
    ['SOUND_RATE_UNSUPPORTED', '96000 Hz', makeWav({ sampleRate: 96000, values: [1] })],
    ['SOUND_RATE_UNSUPPORTED', '0 Hz', makeWav({ sampleRate: 0, values: [1] })],
    ['SOUND_CHANNELS', 'two channels', makeWav({ channels: 2, values: [1, 2] })],
    ['SOUND_CHANNELS', 'six channels', makeWav({ channels: 6, values: [1, 2, 3, 4, 5, 6] })],
    ['SOUND_DATA_TRUNCATED', 'data longer than the file', makeWav({ values: [1], dataSize: 400 })],
    ['SOUND_DATA_TRUNCATED', 'streamed data of unknown size', makeWav({ values: [1], dataSize: 0xffffffff })],
    [
      'SOUND_DATA_TRUNCATED',
      'RF64 data longer than the file',
      makeWav({ container: 'RF64', values: [1], longDataSize: 2n ** 63n }),
    ],
    ['SOUND_DATA_TRUNCATED', 'a partial frame', makeWav({ channels: 2, values: [1, 2, 3] })],
    ['SOUND_EMPTY', 'no frame', makeWav({ values: [] })],
    ['SOUND_SAMPLE_NAN', 'NaN', makeWav({ tag: 3, bits: 32, values: [0, Number.NaN] })],
  ])('%s: %s', (code, _name, bytes) => {
    expect(codesOf(bytes)).toEqual([code]);
  });

  it('a damaged chunk behind the data costs nothing but its loop', () => {
    const list = makeWav({ values: [1], after: [wavChunk('LIST', [1, 2], 9999)] });
    expect(readWav('a.wav', list, MONO)).toMatchObject({ ok: true, sound: { fileLoop: { kind: 'none' } } });
    const sampler = makeWav({ values: [1], after: [wavChunk('smpl', [1, 2], 9999)] });
    expect(readWav('a.wav', sampler, MONO)).toMatchObject({
      ok: true,
      sound: { fileLoop: { kind: 'ignored' } },
    });
  });

  it('an extensible fmt chunk of foreign GUID or cut off', () => {
    const wav = makeWav({ extensible: true, values: [1] });
    const foreign = Uint8Array.from(wav);
    foreign[20 + 30] = 7;
    expect(codesOf(foreign)).toEqual(['SOUND_ENCODING_UNSUPPORTED']);
    const cut = wavChunk('fmt ', [...wav.subarray(20, 40)]);
    const short = Uint8Array.from([...wav.subarray(0, 12), ...cut, ...wavChunk('data', [1, 0])]);
    expect(codesOf(short)).toEqual(['SOUND_WAV_MALFORMED']);
  });

  it('SOUND_SAMPLE_NAN counts in the channel that is not taken, with its place', () => {
    const wav = makeWav({ tag: 3, bits: 32, channels: 2, values: [0, 0, 0, Number.NaN] });
    const result = readWav('a.wav', wav, { channels: 'left' });
    expect(result).toMatchObject({
      diagnostics: [{ code: 'SOUND_SAMPLE_NAN', file: 'a.wav', byteOffset: 56 }],
    });
  });

  it('more than two channels stay an error with a channel choice, and only two offer the fix', () => {
    expect(codesOf(makeWav({ channels: 3, values: [1, 2, 3] }), { channels: 'mix' })).toEqual([
      'SOUND_CHANNELS',
    ]);
    const two = readWav('a.wav', makeWav({ channels: 2, values: [1, 2] }), MONO);
    expect(two).toMatchObject({ diagnostics: [{ fixId: 'set-channels-mix' }] });
    const three = readWav('a.wav', makeWav({ channels: 3, values: [1, 2, 3] }), MONO);
    expect(three.ok ? {} : three.diagnostics[0]).not.toHaveProperty('fixId');
  });

  it('rate and channels are told together', () => {
    expect(codesOf(makeWav({ sampleRate: 8000, channels: 2, values: [1, 2] }))).toEqual([
      'SOUND_RATE_UNSUPPORTED',
      'SOUND_CHANNELS',
    ]);
  });

  it('the remedy of a rate is a command that a shell takes', () => {
    const remedyOf = (file: string, sampleRate: number): string => {
      const result = readWav(file, makeWav({ sampleRate, values: [1] }), MONO);
      return result.ok ? '' : (result.diagnostics[0]?.remedy ?? '');
    };
    expect(remedyOf('fx/hit.wav', 8000)).toContain('sox fx/hit.wav -r 22050 fx/hit-22050.wav');
    expect(remedyOf('hit.wav', 32000)).toContain('sox hit.wav -r 44100 hit-44100.wav');
    expect(remedyOf('hit.wav', 88200)).toContain('-r 44100 ');
    expect(remedyOf('hit.wav', 96000)).toContain('-r 48000 ');
    expect(remedyOf("it's a hit.wav", 8000)).toContain("sox 'it'\\''s a hit.wav' -r 22050");
    expect(remedyOf('-hit.wav', 8000)).toContain('sox ./-hit.wav');
  });
});

describe('H1, H4, F1: any bytes give a sound or diagnostics', () => {
  const seeds = [
    makeWav({ values: [1, 2, 3, 4], loops: [[0, 1, 2]], beforeData: [wavChunk('LIST', [1, 2, 3])] }),
    makeWav({ container: 'RF64', extensible: true, tag: 3, bits: 64, channels: 2, values: [0.5, -0.5] }),
  ];
  const choices = fc.constantFrom<SoundSettings>(MONO, { channels: 'left' }, { channels: 'mix' });

  function expectTyped(bytes: Uint8Array, settings: SoundSettings): void {
    const result = readWav('a.wav', bytes, settings);
    if (result.ok) expect(result.sound.samples.length).toBeLessThanOrEqual(bytes.length);
    else
      expect(
        result.diagnostics.every(
          ({ code, byteOffset = 0 }) => code.startsWith('SOUND_') && byteOffset <= bytes.length,
        ),
      ).toBe(true);
  }

  it('noise and noise behind the container', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), choices, (noise, settings) => {
        expectTyped(noise, settings);
        for (const seed of seeds) expectTyped(Uint8Array.from([...seed.subarray(0, 12), ...noise]), settings);
      }),
    );
  });

  it('every truncation', () => {
    for (const seed of seeds) {
      for (let length = 0; length < seed.length; length += 1)
        expectTyped(seed.subarray(0, length), { channels: 'mix' });
    }
  });

  it('mutated bytes', () => {
    const changes = fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.nat(seeds.length - 1), changes, choices, (which, mutations, settings) => {
        const bytes = Uint8Array.from(seeds[which] ?? []);
        for (const [at, value] of mutations) bytes[at % bytes.length] = value;
        expectTyped(bytes, settings);
      }),
      fuzzRuns(500),
    );
  });
});
