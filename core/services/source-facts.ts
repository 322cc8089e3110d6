import { paletteFileKind } from '#core/banks/glyph/palette-file.ts';
import { PngError } from '#core/banks/glyph/png-failure.ts';
import { PNG_SIGNATURE, readPngHeader } from '#core/banks/glyph/png-header.ts';
import { readWavHead } from '#core/banks/sound/wav-head.ts';
import { asStudioError } from '#core/errors.ts';
import type { SourceFile } from '#core/workspace/mutations/action-plan.ts';

/** Enough for the chunks that some programs write before `fmt `. */
const HEAD_BYTES = 64 * 1024;
const IHDR_DATA_OFFSET = 16;
const IHDR_DATA_BYTES = 13;

/** A file that a person dropped or named. */
export interface OfferedFile {
  readonly handle: string;
  readonly source: SourceFile;
}

/** What the first bytes of a file say. `problem`: why it does not fit as what its name or signature says it is. */
export type SourceFacts = { readonly file: OfferedFile } & (
  | { readonly kind: 'image'; readonly width: number; readonly height: number }
  | { readonly kind: 'image'; readonly problem: string }
  | { readonly kind: 'sound'; readonly sampleRate: number; readonly channels: number }
  | { readonly kind: 'sound'; readonly problem: string }
  | { readonly kind: 'palette' }
  | { readonly kind: 'other'; readonly problem?: string }
);

/** Looks at the beginning of a file and at its name; whatever is in it gives facts. */
export function readSourceFacts(file: OfferedFile): SourceFacts {
  const { name } = file.source;
  if (paletteFileKind(name) !== undefined) return { file, kind: 'palette' };
  const extension = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase();
  let head: Uint8Array;
  try {
    head = readHead(file.source);
  } catch (error) {
    const problem = `${name} cannot be read: ${asStudioError(error).message}`;
    if (extension === 'png') return { file, kind: 'image', problem };
    return extension === 'wav' ? { file, kind: 'sound', problem } : { file, kind: 'other', problem };
  }
  if (PNG_SIGNATURE.every((byte, at) => head[at] === byte)) return imageFacts(file, head);
  if (extension === 'png')
    return { file, kind: 'image', problem: `${name} is not a PNG, whatever its name says.` };
  const container = String.fromCharCode(...head.subarray(0, 4));
  if (extension === 'wav' || ((container === 'RIFF' || container === 'RF64') && head[8] === 0x57))
    return soundFacts(file, head);
  return { file, kind: 'other' };
}

function readHead(source: SourceFile): Uint8Array {
  const handle = source.open();
  try {
    const head = new Uint8Array(Math.min(HEAD_BYTES, handle.stat.size));
    let done = 0;
    while (done < head.length) {
      const count = handle.readAt(done, head.subarray(done), head.length - done);
      if (count === 0) break;
      done += count;
    }
    return head.subarray(0, done);
  } finally {
    handle.close();
  }
}

function imageFacts(file: OfferedFile, head: Uint8Array): SourceFacts {
  try {
    const data = head.subarray(IHDR_DATA_OFFSET, IHDR_DATA_OFFSET + IHDR_DATA_BYTES);
    const { width, height } = readPngHeader(data, IHDR_DATA_OFFSET);
    return { file, kind: 'image', width, height };
  } catch (error) {
    if (error instanceof PngError)
      return { file, kind: 'image', problem: `${file.source.name}: ${error.failure.message}` };
    throw error;
  }
}

function soundFacts(file: OfferedFile, head: Uint8Array): SourceFacts {
  const read = readWavHead(head, head.length === file.source.sizeBytes);
  if (!read.ok) return { file, kind: 'sound', problem: `${file.source.name}: ${read.failure.message}` };
  return { file, kind: 'sound', sampleRate: read.format.sampleRate, channels: read.format.channels };
}

export type ImageFacts = Extract<SourceFacts, { readonly kind: 'image' }>;
export type SoundFacts = Extract<SourceFacts, { readonly kind: 'sound' }>;
