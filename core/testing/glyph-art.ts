import type { EncodeResult, FrozenInputs } from '#core/banks/bank-format.ts';
import { encodeGlyphBank } from '#core/banks/glyph/encode-glyph-bank.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import type { Artifact } from '#schemas/workspace/declaration.ts';
import { declareGlyphBank, listArtifacts } from './bank-declarations.ts';
import { pngOfPixels } from './png-generator.ts';

/** Red, green, blue, alpha of 8 bits. */
export type Pixel = readonly [number, number, number, number];
export const CLEAR: Pixel = [0, 0, 0, 0];

/** An opaque pixel of `#rrggbb`. */
export function opaque(color: string): Pixel {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255, 255];
}

/** A PNG from rows of letters, `.` transparent. */
export function drawRows(rows: readonly string[], colors: Readonly<Record<string, string>>): Uint8Array {
  const pixels = rows.flatMap((row) =>
    [...row].map((letter) => (letter === '.' ? CLEAR : opaque(colors[letter] ?? '#000000'))),
  );
  return pngOfPixels(rows[0]?.length ?? 0, rows.length, pixels);
}

/** A PNG by position. */
export function drawImage(width: number, height: number, at: (x: number, y: number) => Pixel): Uint8Array {
  const pixels = Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
  return pngOfPixels(width, height, pixels);
}

/** A declared palette of inline colours. */
export function colorsPalette(index: number, ...colors: string[]): JsonObject {
  return { index, palette: { colors } };
}

/** Inputs of a bank by path. */
export function inputsOf(files: Readonly<Record<string, Uint8Array>>): FrozenInputs {
  return new Map(Object.entries(files));
}

/** Encodes a bank of 8-pixel tiles; every file is an artifact unless the artifacts are given. */
export function encodeTiles(
  pipeline: JsonObject,
  files: Readonly<Record<string, Uint8Array>>,
  artifacts?: readonly Artifact[],
): EncodeResult {
  const declaration = declareGlyphBank(artifacts ?? listArtifacts(...Object.keys(files)), pipeline);
  return encodeGlyphBank(declaration, inputsOf(files));
}

/** The encoded bank, or a failure that shows its diagnostics. */
export function packed(result: EncodeResult): Extract<EncodeResult, { ok: true }> {
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result;
}

/** Codes of the diagnostics, or of the advisories where the bank packs. */
export function codesOf(result: EncodeResult): readonly string[] {
  return (result.ok ? result.advisories : result.diagnostics).map(({ code }) => code);
}

/** Bytes as hexadecimal text. */
export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
