import { PALETTE_ENTRIES } from './glyph-layout.ts';

export type PaletteColor = readonly [red: number, green: number, blue: number];

/** A palette as read, entry order = file order. `colorLines` are the line indices (from 0) of the colours. */
export type PaletteFileResult =
  | { readonly ok: true; readonly colors: readonly PaletteColor[]; readonly colorLines: readonly number[] }
  | { readonly ok: false; readonly message: string; readonly byteOffset?: number };

export const PALETTE_FILE_EXTENSIONS = ['gpl', 'pal', 'hex'] as const;
export type PaletteFileKind = (typeof PALETTE_FILE_EXTENSIONS)[number];

/** Largest palette file worth reading: sixteen lines and any amount of comments. */
export const MAX_PALETTE_FILE_BYTES = 1024 * 1024;

/** Kind by extension, case-insensitive (asset-pack 4.1); undefined for another extension. */
export function paletteFileKind(path: string): PaletteFileKind | undefined {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  return PALETTE_FILE_EXTENSIONS.find((known) => known === extension);
}

/** A line that is not blank, trimmed, with its index from 0. */
interface Line {
  readonly text: string;
  readonly index: number;
}

class PaletteFileError extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: Line) {
    super(line === undefined ? message : `Line ${String(line.index + 1)}: ${message}`);
    this.line = line?.index;
  }
}

/** Text of a palette file in lines; BOM dropped, CRLF or LF. */
export function paletteFileLines(bytes: Uint8Array): readonly string[] {
  return new TextDecoder('utf-8').decode(bytes).split(/\r?\n/);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

function readChannels(line: Line, rest: 'name' | 'nothing'): PaletteColor {
  const fields = line.text.split(/\s+/);
  const channels = fields.slice(0, 3).map((field) => (/^\d{1,3}$/.test(field) ? Number(field) : NaN));
  const [red = NaN, green = NaN, blue = NaN] = channels;
  if (!(red <= 255 && green <= 255 && blue <= 255)) {
    throw new PaletteFileError(`${quote(line.text)} is not a colour of three numbers from 0 to 255.`, line);
  }
  const [, , , fourth] = fields;
  // Names may look like numbers ("000000" is common), a channel has at most three digits.
  if (fourth !== undefined && /^\d{1,3}$/.test(fourth) && Number(fourth) <= 255) {
    throw new PaletteFileError(`${quote(line.text)} has a fourth channel.`, line);
  }
  if (rest === 'nothing' && fourth !== undefined) {
    throw new PaletteFileError(`${quote(line.text)} has more than three numbers.`, line);
  }
  return [red, green, blue];
}

type Entries = readonly { readonly line: Line; readonly color: PaletteColor }[];

function readGimp([header, ...rest]: readonly Line[]): Entries {
  if (header?.text !== 'GIMP Palette')
    throw new PaletteFileError('A .gpl file begins with "GIMP Palette".', header);
  const entries: { line: Line; color: PaletteColor }[] = [];
  for (const line of rest) {
    if (/^(#|Name:|Columns:)/.test(line.text)) continue;
    if (/^Channels:\s*RGBA/i.test(line.text))
      throw new PaletteFileError('The palette has a fourth channel.', line);
    entries.push({ line, color: readChannels(line, 'name') });
  }
  return entries;
}

function readJasc([magic, version, count, ...rest]: readonly Line[]): Entries {
  if (magic?.text !== 'JASC-PAL') throw new PaletteFileError('A .pal file begins with "JASC-PAL".', magic);
  if (version?.text !== '0100')
    throw new PaletteFileError('The second line of a .pal file is "0100".', version);
  if (count === undefined || !/^\d{1,9}$/.test(count.text)) {
    throw new PaletteFileError('The third line of a .pal file is the number of colours.', count);
  }
  if (Number(count.text) !== rest.length) {
    const counted = `The file announces ${count.text} colours and has ${String(rest.length)}.`;
    throw new PaletteFileError(counted, count);
  }
  return rest.map((line) => ({ line, color: readChannels(line, 'nothing') }));
}

function readHex(lines: readonly Line[]): Entries {
  return lines.map((line) => {
    if (/^#?[0-9a-f]{8}$/i.test(line.text))
      throw new PaletteFileError(`${quote(line.text)} has a fourth channel.`, line);
    const digits = /^#?([0-9a-f]{6})$/i.exec(line.text)?.[1];
    if (digits === undefined)
      throw new PaletteFileError(`${quote(line.text)} is not a colour as rrggbb.`, line);
    const value = Number.parseInt(digits, 16);
    return { line, color: [value >> 16, (value >> 8) & 0xff, value & 0xff] };
  });
}

function readEntries(kind: PaletteFileKind, lines: readonly Line[]): Entries {
  switch (kind) {
    case 'gpl':
      return readGimp(lines);
    case 'pal':
      return readJasc(lines);
    case 'hex':
      return readHex(lines);
  }
}

function lineStart(bytes: Uint8Array, lineIndex: number): number {
  let at = 0;
  for (let line = 0; line < lineIndex; line += 1) at = bytes.indexOf(0x0a, at) + 1;
  return at;
}

/**
 * Reads a palette file (asset-pack 4.1). Any bytes give 1 to 16 colours or a message with its line (reliability F1).
 */
export function readPaletteFile(kind: PaletteFileKind, bytes: Uint8Array): PaletteFileResult {
  if (bytes.length > MAX_PALETTE_FILE_BYTES) {
    return {
      ok: false,
      message: `The file has ${String(bytes.length)} bytes; a palette of 16 colours is far smaller.`,
    };
  }
  const lines = paletteFileLines(bytes)
    .map((text, index) => ({ text: text.trim(), index }))
    .filter((line) => line.text !== '');
  try {
    const entries = readEntries(kind, lines);
    if (entries.length === 0) throw new PaletteFileError('The file has no colour.');
    if (entries.length > PALETTE_ENTRIES) {
      const message = `The file has ${String(entries.length)} colours; a palette holds ${String(PALETTE_ENTRIES)}.`;
      throw new PaletteFileError(message, entries[PALETTE_ENTRIES]?.line);
    }
    return {
      ok: true,
      colors: entries.map(({ color }) => color),
      colorLines: entries.map(({ line }) => line.index),
    };
  } catch (thrown) {
    if (!(thrown instanceof PaletteFileError)) throw thrown;
    const { message, line } = thrown;
    return { ok: false, message, ...(line === undefined ? {} : { byteOffset: lineStart(bytes, line) }) };
  }
}
