/**
 * Writes WAV files chunk by chunk, from the format's description and independently of the reader and the writer
 * under test.
 */
export interface GeneratedWav {
  readonly container?: 'RIFF' | 'RF64';
  /** Format tag: 1 PCM, 3 float, or any other. */
  readonly tag?: number;
  /** Wraps the tag in WAVE_FORMAT_EXTENSIBLE. */
  readonly extensible?: boolean;
  readonly channels?: number;
  readonly sampleRate?: number;
  /** Bits of the container of one sample. */
  readonly bits?: number;
  /** What the fmt chunk says instead of `bits` (plain), or as valid bits (extensible). */
  readonly validBits?: number;
  /** Raw values, channels interleaved: unsigned for 8 bits, signed above, numbers for float. */
  readonly values: readonly number[];
  /** Loops of a smpl chunk: [kind, start, last]. */
  readonly loops?: readonly (readonly [kind: number, start: number, last: number])[];
  /** Whole chunks before fmt, before data and after it. */
  readonly beforeFormat?: readonly Uint8Array[];
  readonly beforeData?: readonly Uint8Array[];
  readonly after?: readonly Uint8Array[];
  /** Size fields as they are written; the true ones when absent. */
  readonly riffSize?: number;
  readonly dataSize?: number;
  readonly longDataSize?: bigint;
}

function littleEndian(value: number, bytes: number): readonly number[] {
  return Array.from({ length: bytes }, (_, at) =>
    Number((BigInt(Math.trunc(value)) >> BigInt(at * 8)) & 0xffn),
  );
}

function ascii(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

/** A chunk with its padding; `size` overrides what its header says. */
export function wavChunk(id: string, data: readonly number[], size: number = data.length): Uint8Array {
  return Uint8Array.from([
    ...ascii(id),
    ...littleEndian(size, 4),
    ...data,
    ...(data.length % 2 === 1 ? [0] : []),
  ]);
}

/** A smpl chunk. */
export function samplerChunk(
  loops: readonly (readonly [kind: number, start: number, last: number])[],
): Uint8Array {
  const header = [0, 0, 22675, 60, 0, 0, 0, loops.length, 0];
  const body = loops.flatMap(([kind, start, last], id) => [id, kind, start, last, 0, 0]);
  return wavChunk(
    'smpl',
    [...header, ...body].flatMap((value) => [...littleEndian(value, 4)]),
  );
}

function encodeValue(value: number, bits: number, isFloat: boolean): readonly number[] {
  if (!isFloat) return littleEndian(value, bits / 8);
  const bytes =
    bits === 32
      ? new Uint8Array(new Float32Array([value]).buffer)
      : new Uint8Array(new Float64Array([value]).buffer);
  return [...bytes];
}

function formatChunk(wav: GeneratedWav): Uint8Array {
  const { tag = 1, extensible = false, channels = 1, sampleRate = 44100, bits = 16, validBits = bits } = wav;
  const block = (channels * bits) / 8;
  const common = [
    ...littleEndian(extensible ? 0xfffe : tag, 2),
    ...littleEndian(channels, 2),
    ...littleEndian(sampleRate, 4),
    ...littleEndian(sampleRate * block, 4),
    ...littleEndian(block, 2),
    ...littleEndian(extensible ? bits : validBits, 2),
  ];
  if (!extensible) return wavChunk('fmt ', common);
  const guid = [...littleEndian(tag, 2), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
  return wavChunk('fmt ', [
    ...common,
    ...littleEndian(22, 2),
    ...littleEndian(validBits, 2),
    0,
    0,
    0,
    0,
    ...guid,
  ]);
}

/** A whole WAV file. */
export function makeWav(wav: GeneratedWav): Uint8Array {
  const { container = 'RIFF', tag = 1, bits = 16, values } = wav;
  const data = values.flatMap((value) => [...encodeValue(value, bits, tag === 3)]);
  const isLong = container === 'RF64';
  const chunks = [
    ...(wav.beforeFormat ?? []),
    formatChunk(wav),
    ...(wav.beforeData ?? []),
    wavChunk('data', data, wav.dataSize ?? (isLong ? 0xffffffff : data.length)),
    ...(wav.loops === undefined ? [] : [samplerChunk(wav.loops)]),
    ...(wav.after ?? []),
  ];
  const body = chunks.flatMap((chunk) => [...chunk]);
  const long = (value: bigint): readonly number[] =>
    Array.from({ length: 8 }, (_, at) => Number((value >> BigInt(at * 8)) & 0xffn));
  const ds64 = isLong
    ? [
        ...wavChunk('ds64', [
          ...long(BigInt(body.length + 4 + 36)),
          ...long(wav.longDataSize ?? BigInt(data.length)),
          ...long(0n),
          ...littleEndian(0, 4),
        ]),
      ]
    : [];
  const size = wav.riffSize ?? (isLong ? 0xffffffff : body.length + 4);
  return Uint8Array.from([...ascii(container), ...littleEndian(size, 4), ...ascii('WAVE'), ...ds64, ...body]);
}
