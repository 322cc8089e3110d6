import { PALETTE_SLOTS } from '#core/banks/glyph/glyph-layout.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { setAtPointer, valueAt } from '#core/json/edit.ts';

const PALETTES = '/output/pipeline/palettes';

/**
 * Declares palette files after the palettes that are there, each at the lowest free index (asset-pack 4.1).
 * @returns undefined where palettes are derived, or where there is no room for all of them
 */
export function appendPaletteFiles(document: unknown, files: readonly string[]): unknown {
  const declared = valueAt(document, PALETTES);
  if (!Array.isArray(declared)) return undefined;
  const items: readonly unknown[] = declared;
  const taken = new Set(items.map((item) => (isJsonObject(item) ? item['index'] : undefined)));
  const added: unknown[] = [];
  let index = 0;
  for (const file of files) {
    while (taken.has(index)) index += 1;
    if (index >= PALETTE_SLOTS) return undefined;
    taken.add(index);
    added.push({ index, palette: { file } });
  }
  return setAtPointer(document, PALETTES, [...items, ...added]);
}

/** Fix `renumber-palettes`: of palettes with one index the first keeps it, the others take the lowest free ones. */
export function renumberPalettes(document: unknown): unknown {
  const declared = valueAt(document, PALETTES);
  if (!Array.isArray(declared)) return document;
  const items: readonly unknown[] = declared;
  const taken = new Set(items.map((item) => (isJsonObject(item) ? item['index'] : undefined)));
  const seen = new Set<unknown>();
  const renumbered = items.map((item) => {
    if (!isJsonObject(item)) return item;
    const { index } = item;
    if (!seen.has(index)) {
      seen.add(index);
      return item;
    }
    let free = 0;
    while (taken.has(free)) free += 1;
    taken.add(free);
    return { ...item, index: free };
  });
  return setAtPointer(document, PALETTES, renumbered);
}
