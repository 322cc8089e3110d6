/** Items with the one at `from` moved to stand at `to`. */
export function moveItem<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length || from === to) return items;
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Where an item dropped before `gap` (0 … n) comes to stand once it has left its old place. */
export function gapToPlace(from: number, gap: number): number {
  return gap > from ? gap - 1 : gap;
}
