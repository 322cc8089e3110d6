import { safeNumber } from './ranges.ts';

/** A read past the end of the bytes: readers of hostile files check `has` first, or turn this into a finding. */
export class EndOfBytes extends Error {
  readonly offset: number;
  readonly wanted: number;

  constructor(offset: number, wanted: number) {
    super(`${wanted} bytes wanted at ${offset}`);
    this.name = 'EndOfBytes';
    this.offset = offset;
    this.wanted = wanted;
  }
}

/** Checked little-endian reading: every method throws `EndOfBytes` instead of reading past the end. */
export class ByteCursor {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #offset: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offset = 0;
    this.seek(offset);
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.bytes.length - this.#offset;
  }

  has(length: number): boolean {
    return length >= 0 && length <= this.remaining;
  }

  seek(offset: number): void {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > this.bytes.length)
      throw new EndOfBytes(offset, 0);
    this.#offset = offset;
  }

  skip(length: number): void {
    this.#take(length);
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  i16(): number {
    return this.#view.getInt16(this.#take(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  /** A u64 as a number, undefined from 2^53 on; the cursor moves on in both cases (reliability H2). */
  u64Safe(): number | undefined {
    return safeNumber(this.u64());
  }

  /** A view of the next bytes, not a copy. */
  take(length: number): Uint8Array {
    const start = this.#take(length);
    return this.bytes.subarray(start, start + length);
  }

  #take(length: number): number {
    const start = this.#offset;
    if (!Number.isSafeInteger(length) || !this.has(length)) throw new EndOfBytes(start, length);
    this.#offset = start + length;
    return start;
  }
}
