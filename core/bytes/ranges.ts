/** Sum of two counts, undefined where it is not an exact non-negative integer (reliability H2). */
export function addCounts(a: number, b: number): number | undefined {
  const sum = a + b;
  return Number.isSafeInteger(sum) && sum >= 0 ? sum : undefined;
}

/** True where the range lies inside `0 … sizeBytes`; cannot overflow (reliability H3). */
export function fitsInside(start: number, length: number, sizeBytes: number): boolean {
  return start >= 0 && length >= 0 && start <= sizeBytes && length <= sizeBytes - start;
}

/** A u64 as a number, undefined from 2^53 on (reliability H2). */
export function safeNumber(value: bigint): number | undefined {
  return value >= 0n && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}
