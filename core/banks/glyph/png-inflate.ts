import { Inflate, inflateSync } from 'fflate';
import { adler32 } from './png-checksums.ts';
import { unreadable } from './png-failure.ts';

const ZLIB_HEADER_BYTES = 2;
const ZLIB_TRAILER_BYTES = 4;
/** Deflate expands at most 1032 times, so one step holds at most 4 MiB before the bound is looked at. */
const STEP_BYTES = 4096;
/** No encoder needs more: a stream beyond twice its result and this is padding, refused before it costs time. */
const STREAM_SLACK_BYTES = 65536;

function concatenate(chunks: readonly Uint8Array[], totalBytes: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first !== undefined) return first;
  const joined = new Uint8Array(totalBytes);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

function checkZlibHeader(stream: Uint8Array, offset: number): void {
  const [method = 0, flags = 0] = stream;
  const usable =
    (method & 0x0f) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0 && (flags & 0x20) === 0;
  if (stream.length < ZLIB_HEADER_BYTES + ZLIB_TRAILER_BYTES || !usable) {
    throw unreadable('The image data is not a zlib stream.', offset);
  }
}

type Inflated =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly message: string };

const TOO_MUCH: Inflated = { ok: false, message: 'The image data holds more than the image size implies.' };

function damaged(thrown: unknown): Inflated {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return { ok: false, message: `The image data is damaged (${reason}).` };
}

/** For streams whose whole result is bounded by one step: what does not fit the buffer is dropped, then noticed. */
function inflateAtOnce(deflated: Uint8Array, expectedBytes: number): Inflated {
  try {
    const bytes = inflateSync(deflated, { out: new Uint8Array(expectedBytes + 1) });
    return bytes.length > expectedBytes ? TOO_MUCH : { ok: true, bytes };
  } catch (thrown) {
    return damaged(thrown);
  }
}

function inflateInSteps(deflated: Uint8Array, expectedBytes: number): Inflated {
  const bytes = new Uint8Array(expectedBytes);
  const progress: { filledBytes: number; overflowed: boolean } = { filledBytes: 0, overflowed: false };
  const inflate = new Inflate((piece) => {
    if (piece.length > expectedBytes - progress.filledBytes) {
      progress.overflowed = true;
      return;
    }
    bytes.set(piece, progress.filledBytes);
    progress.filledBytes += piece.length;
  });
  try {
    for (let start = 0; start < deflated.length && !progress.overflowed; start += STEP_BYTES) {
      const end = Math.min(start + STEP_BYTES, deflated.length);
      inflate.push(deflated.subarray(start, end), end === deflated.length);
    }
  } catch (thrown) {
    return damaged(thrown);
  }
  return progress.overflowed ? TOO_MUCH : { ok: true, bytes: bytes.subarray(0, progress.filledBytes) };
}

/**
 * Inflates the image data into exactly the bytes that IHDR implies (reliability H1, H4): a stream that gives more
 * is refused as soon as it does, one that gives fewer at its end, and the Adler-32 of the result must fit.
 * @param offset of the first IDAT chunk, for messages
 * @throws PngError
 */
export function inflateImageData(
  chunks: readonly Uint8Array[],
  expectedBytes: number,
  offset: number,
): Uint8Array {
  const streamBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (streamBytes > 2 * expectedBytes + STREAM_SLACK_BYTES) {
    throw unreadable(
      `The image data has ${String(streamBytes)} bytes for an image of ${String(expectedBytes)}.`,
      offset,
    );
  }
  const stream = concatenate(chunks, streamBytes);
  checkZlibHeader(stream, offset);
  const deflated = stream.subarray(ZLIB_HEADER_BYTES, stream.length - ZLIB_TRAILER_BYTES);
  const inflated =
    deflated.length <= STEP_BYTES
      ? inflateAtOnce(deflated, expectedBytes)
      : inflateInSteps(deflated, expectedBytes);
  if (!inflated.ok) throw unreadable(inflated.message, offset);
  const { bytes } = inflated;
  if (bytes.length < expectedBytes) {
    throw unreadable(
      `The image data ends after ${String(bytes.length)} of ${String(expectedBytes)} bytes.`,
      offset,
    );
  }
  const trailer = new DataView(
    stream.buffer,
    stream.byteOffset + stream.length - ZLIB_TRAILER_BYTES,
    ZLIB_TRAILER_BYTES,
  );
  if (adler32(bytes) !== trailer.getUint32(0))
    throw unreadable('The checksum of the image data is wrong.', offset);
  return bytes;
}
