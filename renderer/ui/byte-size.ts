const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Bytes for people: `0 B`, `812 B`, `34.0 KiB`, `1.03 MiB`. Three significant digits above 1 KiB. */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? 'B'}`;
}

const GROUPED = new Intl.NumberFormat('en', { useGrouping: true });

/** A count with thin groups: `34,816`. */
export function formatCount(count: number): string {
  return GROUPED.format(count);
}
