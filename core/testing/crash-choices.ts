/** What may be left of bytes that were never flushed. */
export const TORN_FORMS = ['live', 'durable', 'cut', 'zero'] as const;
export type TornForm = (typeof TORN_FORMS)[number];

/** The bytes of a file after a crash. What was flushed stays; of the rest the form decides. */
export function torn(durable: Uint8Array, live: Uint8Array, form: TornForm): Uint8Array {
  if (durable === live || form === 'durable') return durable;
  if (form === 'live') return live;
  const kept = Math.max(durable.byteLength, Math.floor(live.byteLength / 2));
  if (form === 'cut') return live.slice(0, kept);
  const zeroed = live.slice();
  zeroed.fill(0, durable.byteLength);
  return zeroed;
}

const EXHAUSTIVE_LIMIT = 8;

/**
 * Which of `count` pending changes reached the disk: every combination up to eight changes, beyond that every
 * beginning, every single one, every all-but-one and a fixed sample.
 */
export function* chosenSubsets(count: number): Generator<ReadonlySet<number>> {
  const all = Array.from({ length: count }, (_, index) => index);
  if (count <= EXHAUSTIVE_LIMIT) {
    for (let mask = 0; mask < 2 ** count; mask += 1) {
      yield new Set(all.filter((index) => Math.floor(mask / 2 ** index) % 2 === 1));
    }
    return;
  }
  for (let length = 0; length <= count; length += 1) yield new Set(all.slice(0, length));
  for (const one of all) {
    yield new Set([one]);
    yield new Set(all.filter((index) => index !== one));
  }
  let state = 12345;
  for (let sample = 0; sample < 128; sample += 1) {
    yield new Set(
      all.filter(() => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state > 2 ** 31;
      }),
    );
  }
}
