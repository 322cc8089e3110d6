/** Where a key moves the active row; undefined where the key means something else. */
export function movedRow(key: string, active: number, count: number, pageRows: number): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const clamp = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowDown':
      return clamp(active + 1);
    case 'ArrowUp':
      return active < 0 ? last : clamp(active - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return clamp(Math.max(active, 0) + pageRows);
    case 'PageUp':
      return clamp(Math.max(active, 0) - pageRows);
    default:
      return undefined;
  }
}
