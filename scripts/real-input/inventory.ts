import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AWKWARD_IMAGES, PALETTE_FILES, PALETTE_PICTURE } from './awkward-images.ts';
import { AWKWARD_SOUNDS } from './awkward-sounds.ts';
import type { SourceFile } from './debian-art.ts';

/** One asset to create: a picture or a sound alone, or a picture with the palette file under test. */
export interface Subject {
  readonly kind: 'picture' | 'sound' | 'palette file';
  readonly origin: string;
  /** The file that the verdict is about. */
  readonly subject: string;
  /** Everything that `create` is given, the first being artifact 0. */
  readonly files: readonly string[];
  /** Root below `assets/`. */
  readonly root: string;
}

/** A root of letters, digits, dots and dashes that keeps different files apart. */
function rootFor(origin: string, name: string, number: number): string {
  const leaf = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${origin}/${String(number).padStart(3, '0')}-${leaf}`;
}

function isSound(path: string): boolean {
  return path.toLowerCase().endsWith('.wav');
}

/** The files of the Debian packages and the generated ones, each as an asset of its own. */
export function takeInventory(scratch: string, debian: readonly SourceFile[]): readonly Subject[] {
  const subjects: Omit<Subject, 'root'>[] = debian.map((file) => ({
    kind: isSound(file.path) ? 'sound' : 'picture',
    origin: file.origin,
    subject: file.path,
    files: [file.path],
  }));
  const folder = join(scratch, 'generated');
  const write = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  };
  for (const [name, bytes] of [...AWKWARD_IMAGES, ...AWKWARD_SOUNDS]) {
    const path = write(name, bytes);
    subjects.push({
      kind: isSound(path) ? 'sound' : 'picture',
      origin: 'generated',
      subject: path,
      files: [path],
    });
  }
  const picture = write('palettes/picture.png', PALETTE_PICTURE);
  for (const [name, content] of PALETTE_FILES) {
    const path = write(`palettes/${name}`, content);
    subjects.push({ kind: 'palette file', origin: 'palettes', subject: path, files: [picture, path] });
  }
  return subjects.map((subject, index) => ({
    ...subject,
    root: rootFor(subject.origin, subject.subject.slice(subject.subject.lastIndexOf('/') + 1), index),
  }));
}
