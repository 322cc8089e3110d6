/** Lowest and highest sample of each bucket of a sound. */
export interface Peaks {
  readonly lowest: Int16Array<ArrayBuffer>;
  readonly highest: Int16Array<ArrayBuffer>;
}

/**
 * Peaks for a waveform preview. Buckets share the frames evenly; with fewer frames than buckets neighbours repeat.
 * @param bucketCount at least 1; an empty sound gives zeros
 */
export function peaks(samples: Int16Array, bucketCount: number): Peaks {
  const lowest = new Int16Array(bucketCount);
  const highest = new Int16Array(bucketCount);
  for (let bucket = 0; bucket < bucketCount && samples.length > 0; bucket += 1) {
    const start = Math.floor((bucket * samples.length) / bucketCount);
    const end = Math.max(start + 1, Math.floor(((bucket + 1) * samples.length) / bucketCount));
    let low = samples[start] ?? 0;
    let high = low;
    for (let frame = start + 1; frame < end; frame += 1) {
      const sample = samples[frame] ?? 0;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    lowest[bucket] = low;
    highest[bucket] = high;
  }
  return { lowest, highest };
}
