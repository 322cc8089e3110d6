import { PALETTE_ENTRIES } from './glyph-layout.ts';
import { paletteFileLines, readPaletteFile, type PaletteFileKind } from './palette-file.ts';

/** Stands at entry 0 of a palette that had a drawn colour there; it is never drawn. */
export const INSERTED_TRANSPARENT_COLOR = '#000000';

const INSERTED_LINES: Readonly<Record<PaletteFileKind, string>> = {
  gpl: '0 0 0',
  pal: '0 0 0',
  hex: '000000',
};

/**
 * Fix `insert-transparent-entry` for inline colours: every colour moves up by one.
 * @returns undefined where there is no room
 */
export function insertTransparentColor(colors: readonly string[]): readonly string[] | undefined {
  return colors.length < PALETTE_ENTRIES ? [INSERTED_TRANSPARENT_COLOR, ...colors] : undefined;
}

/**
 * Fix `insert-transparent-entry` for a palette file: a line before the first colour, every other byte of text as it
 * was (a BOM is dropped, which no reader of these files needs).
 * @returns undefined where there is no room or the file is not readable
 */
export function insertTransparentLine(kind: PaletteFileKind, bytes: Uint8Array): Uint8Array | undefined {
  const palette = readPaletteFile(kind, bytes);
  const first = palette.ok ? palette.colorLines[0] : undefined;
  if (!palette.ok || first === undefined || palette.colors.length >= PALETTE_ENTRIES) return undefined;
  const lines = [...paletteFileLines(bytes)];
  if (kind === 'pal') {
    const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]));
    const [, , countLine] = filled;
    if (countLine !== undefined) lines[countLine] = String(palette.colors.length + 1);
  }
  lines.splice(first, 0, INSERTED_LINES[kind]);
  return new TextEncoder().encode(lines.join(bytes.includes(0x0d) ? '\r\n' : '\n'));
}
