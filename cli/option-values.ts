import { InvalidArgumentError, Option } from 'commander';

/** For options that may be given several times. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

/** A decimal integer of a range, nothing else: no sign, no exponent, no surrounding space. */
export function integerBetween(lowest: number, highest: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,10}$/u.test(value) ? Number(value) : NaN;
    if (number >= lowest && number <= highest) return number;
    throw new InvalidArgumentError(`It must be an integer from ${lowest} to ${highest}.`);
  };
}

/** One of a few integers. */
export function integerOf(allowed: readonly number[]): (value: string) => number {
  return (value) => {
    const found = allowed.find((number) => String(number) === value);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`It must be one of ${allowed.join(', ')}.`);
  };
}

/** A SHA-256 digest in hexadecimal digits of either case. */
export function sha256Digest(value: string): string {
  if (/^[0-9a-f]{64}$/iu.test(value)) return value.toLowerCase();
  throw new InvalidArgumentError('It must be 64 hexadecimal digits.');
}

/** An option with a closed list of values. */
export function choiceOf(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices);
}
