import type { AssetDeclaration, DeclaredPalette } from '#schemas/workspace/declaration.ts';
import { hexColor } from './palette-files.ts';
import type { Canvas } from './canvas.ts';
import { writePng } from './png-writer.ts';

/** An asset root of the example: its place below `assets/`, its declaration and its files by root-relative path. */
export interface AssetRoot {
  readonly root: string;
  readonly declaration: AssetDeclaration;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const pngBytes = (canvas: Canvas): Uint8Array => writePng(canvas.width, canvas.height, canvas.pixels);

/** Pictures by name as PNG files of a folder. */
export function pngFiles(folder: string, pictures: ReadonlyMap<string, Canvas>): Map<string, Uint8Array> {
  return new Map([...pictures].map(([name, canvas]) => [`${folder}${name}.png`, pngBytes(canvas)]));
}

/** The files as artifacts, numbered in their order. */
export function numbered(files: Iterable<string>): AssetDeclaration['artifacts'] {
  return [...files].map((file, index) => ({ file, index }));
}

/** A palette written in the declaration; entry 0 is put in front and matches nothing (asset-pack 4.1). */
export function inlinePalette(index: number, colors: readonly number[]): DeclaredPalette {
  return { index, palette: { colors: [TRANSPARENT_ENTRY, ...colors].map(hexColor) } };
}

/** The colour that stands at entry 0 of the palettes: no picture uses it. */
export const TRANSPARENT_ENTRY = 0xff00ff;
