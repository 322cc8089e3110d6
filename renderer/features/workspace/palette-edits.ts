import type { DeclaredPalette, GlyphPipeline } from '#schemas/workspace/declaration.ts';

/** Most palettes of a bank, and most colours of a palette (asset-pack 4.1). */
export const MAX_PALETTES = 64;
export const MAX_COLORS = 16;

/** What the pipeline of a glyph bank declares; undefined where it declares nothing that can be read. */
export function declaredPalettes(
  pipeline: Readonly<Record<string, unknown>> | undefined,
): GlyphPipeline['palettes'] | undefined {
  const palettes = pipeline?.['palettes'];
  if (palettes === 'auto') return 'auto';
  return Array.isArray(palettes)
    ? palettes.flatMap((each: unknown) => (isDeclaredPalette(each) ? [each] : []))
    : undefined;
}

function isDeclaredPalette(value: unknown): value is DeclaredPalette {
  if (typeof value !== 'object' || value === null || !('index' in value) || !('palette' in value))
    return false;
  return Number.isInteger(value.index) && typeof value.palette === 'object' && value.palette !== null;
}

export function lowestFreeIndex(palettes: readonly DeclaredPalette[]): number | undefined {
  const taken = new Set(palettes.map((palette) => palette.index));
  return Array.from({ length: MAX_PALETTES }, (_, index) => index).find((index) => !taken.has(index));
}

/** Sorted by index: list position means nothing. */
function sorted(palettes: readonly DeclaredPalette[]): DeclaredPalette[] {
  return [...palettes].sort((a, b) => a.index - b.index);
}

export function addPalette(
  palettes: readonly DeclaredPalette[],
  palette: DeclaredPalette['palette'],
): DeclaredPalette[] {
  const index = lowestFreeIndex(palettes);
  return index === undefined ? [...palettes] : sorted([...palettes, { index, palette }]);
}

export function replacePalette(
  palettes: readonly DeclaredPalette[],
  at: number,
  next: DeclaredPalette,
): DeclaredPalette[] {
  return sorted(palettes.map((palette, position) => (position === at ? next : palette)));
}

export function removePalette(palettes: readonly DeclaredPalette[], at: number): DeclaredPalette[] {
  return palettes.filter((_, position) => position !== at);
}

/** Colours with `entry` set, or appended where `entry` is behind the last one. */
export function setColor(colors: readonly string[], entry: number, color: string): string[] {
  return entry >= colors.length
    ? [...colors, color].slice(0, MAX_COLORS)
    : colors.map((each, at) => (at === entry ? color : each));
}

export function removeColor(colors: readonly string[], entry: number): string[] {
  return colors.filter((_, at) => at !== entry);
}

/** Swaps an entry with its neighbour: the order of a palette is part of what is packed. */
export function moveColor(colors: readonly string[], entry: number, step: 1 | -1): string[] {
  const to = entry + step;
  const moved = [...colors];
  const [own, other] = [colors[entry], colors[to]];
  if (own === undefined || other === undefined) return moved;
  moved[entry] = other;
  moved[to] = own;
  return moved;
}

/** `#rrggbb` in lower case from what a person typed; undefined where it is no colour. */
export function parseColor(text: string): string | undefined {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (digits === undefined) return undefined;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`;
}
