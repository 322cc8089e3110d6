import { compareCodeUnits } from '#core/bytes/order.ts';
import { StudioError } from '#core/errors.ts';
import { jsonPointer, type PointerStep } from './json-pointer.ts';
import { isJsonObject } from './json-value.ts';

export interface CanonicalOptions {
  /** Numbers that are not integers in ±(2^53−1) are written as RFC 8785 says; refused unless true. */
  readonly allowNonIntegers?: boolean;
}

const ENCODER = new TextEncoder();

/** Printable ASCII that needs no escape: most strings, and much faster than `JSON.stringify`. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** Keys of objects seen lately as they stand, with the same keys sorted: most objects of a table share one shape. */
interface KeyOrder {
  readonly keys: readonly string[];
  readonly sorted: readonly string[];
}
const REMEMBERED_ORDERS = 16;

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

class CanonicalWriter {
  readonly #allowNonIntegers: boolean;
  readonly #steps: PointerStep[] = [];
  readonly #orders: KeyOrder[] = [];
  #nextOrder = 0;

  constructor(options: CanonicalOptions) {
    this.#allowNonIntegers = options.allowNonIntegers ?? false;
  }

  write(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return this.#string(value);
      case 'number':
        return this.#number(value);
      case 'bigint':
        return value.toString();
      case 'boolean':
        return value ? 'true' : 'false';
      default:
        if (value === null) return 'null';
        if (Array.isArray(value)) return this.#array(value);
        if (isJsonObject(value)) return this.#object(value);
        throw this.#refusal(`a ${typeof value} is not JSON`);
    }
  }

  #sortedKeys(keys: readonly string[]): readonly string[] {
    for (const order of this.#orders) if (sameKeys(order.keys, keys)) return order.sorted;
    const sorted = [...keys].sort(compareCodeUnits);
    this.#orders[this.#nextOrder] = { keys, sorted };
    this.#nextOrder = (this.#nextOrder + 1) % REMEMBERED_ORDERS;
    return sorted;
  }

  #refusal(reason: string): StudioError {
    const pointer = jsonPointer(this.#steps);
    return new StudioError('INTERNAL', `Cannot write canonical JSON: ${reason} at "${pointer}".`, {
      pointer,
    });
  }

  #string(value: string): string {
    if (PLAIN.test(value)) return `"${value}"`;
    if (!value.isWellFormed()) throw this.#refusal('a lone surrogate');
    return JSON.stringify(value);
  }

  #number(value: number): string {
    const writable = this.#allowNonIntegers ? Number.isFinite(value) : Number.isSafeInteger(value);
    if (!writable) throw this.#refusal(`the number ${value}`);
    return String(value);
  }

  #array(items: readonly unknown[]): string {
    let text = '[';
    const level = this.#steps.length;
    for (let index = 0; index < items.length; index += 1) {
      this.#steps[level] = index;
      text += index === 0 ? this.write(items[index]) : `,${this.write(items[index])}`;
    }
    this.#steps.length = level;
    return `${text}]`;
  }

  #object(members: { readonly [key: string]: unknown }): string {
    let text = '{';
    const level = this.#steps.length;
    for (const key of this.#sortedKeys(Object.keys(members))) {
      this.#steps[level] = key;
      const member = `${this.#string(key)}:${this.write(members[key])}`;
      text += text.length === 1 ? member : `,${member}`;
    }
    this.#steps.length = level;
    return `${text}}`;
  }
}

/**
 * RFC 8785 text of JSON data (asset-pack 2: no whitespace, keys sorted by UTF-16 code units at every depth). BigInt is
 * written as an integer of any size. A value that is not JSON, a lone surrogate or, unless allowed, a number that is
 * not an exact integer throws `StudioError` `INTERNAL` with its pointer: callers check their input before.
 */
export function canonicalJson(value: unknown, options: CanonicalOptions = {}): string {
  return new CanonicalWriter(options).write(value);
}

/** UTF-8 bytes of `canonicalJson`. */
export function canonicalJsonBytes(value: unknown, options: CanonicalOptions = {}): Uint8Array<ArrayBuffer> {
  return ENCODER.encode(canonicalJson(value, options));
}
