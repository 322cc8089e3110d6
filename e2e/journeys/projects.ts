import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DiskProject } from '#core/testing/disk-project.ts';
import { drawImage } from '#core/testing/glyph-art.ts';
import { makeWav } from '#core/testing/wav-generator.ts';

/** Memory where the system offers a folder of it: journeys make and remove many thousand files. */
export function scratchBase(): string {
  const inMemory = '/dev/shm';
  return existsSync(inMemory) && isWritable(inMemory) ? inMemory : tmpdir();
}

/** Folder that is gone after the journey, with the name that a person sees at its end. */
export function scratchFolder(name: string): { readonly folder: string; readonly remove: () => void } {
  const base = mkdtempSync(join(scratchBase(), 'pack-studio-journey-'));
  const folder = join(base, name);
  mkdirSync(folder);
  return {
    folder,
    remove: () => {
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** Writes a file of a project or beside it. */
export function put(path: string, bytes: Uint8Array | string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

export function readJson(path: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
}

/** Root below `assets/` of the registered asset whose declaration has this name. */
export function rootOf(project: string, name: string): string {
  const { assets } = readJson(join(project, 'assets/.prometeu/index.json'));
  for (const { root } of assets as readonly { readonly root: string }[]) {
    if (readJson(join(project, 'assets', root, 'asset.json'))['name'] === name) return root;
  }
  throw new Error(`no asset is called ${name}`);
}

/** A tile of 16 pixels in one colour with a darker edge. */
export function tilePng(color: readonly [number, number, number]): Uint8Array {
  return drawImage(16, 16, (x, y) => {
    const isEdge = x === 0 || y === 0 || x === 15 || y === 15;
    const [red, green, blue] = color;
    return isEdge ? [red >> 1, green >> 1, blue >> 1, 255] : [red, green, blue, 255];
  });
}

/** A tile with a soft shadow, which an indexed bank cannot hold (GLYPH_PARTIAL_ALPHA). */
export function softPng(): Uint8Array {
  return drawImage(16, 16, (x, y) => (y > 12 ? [0, 0, 0, 96] : [200, 60, x > 8 ? 40 : 90, 255]));
}

/** A click of two channels, which a sound bank takes only when it is told what to make of them. */
export function stereoWav(): Uint8Array {
  const values = Array.from({ length: 800 }, (_, at) => Math.round(8000 * Math.sin(at / 6)));
  return makeWav({ values, channels: 2, sampleRate: 22050, bits: 16 });
}

export function monoWav(frames: number): Uint8Array {
  const values = Array.from({ length: frames }, (_, at) => Math.round(9000 * Math.sin(at / 11)));
  return makeWav({ values, sampleRate: 22050, bits: 16 });
}

/** Names that would hide, reorder or overflow what stands beside them (H11). */
export const AWKWARD_NAMES = [
  'evil\u202Egnp.exe',
  'zero\u200Bwidth\u2060joined',
  'bell\u0007 and escape\u001B[31m red',
  '<img src=x onerror=alert(1)>',
  `very long ${'name '.repeat(60)}end`,
  'Ünïcödé – 漢字 – עברית – 🎮',
] as const;

export function awkwardProject(root: string): DiskProject {
  const project = new DiskProject(root);
  for (const [index, name] of AWKWARD_NAMES.entries()) {
    const folder = `data/asset-${index}`;
    project.addRaw(index + 1, folder, `bytes of ${index}`);
    project.editDeclaration(folder, { name });
  }
  const long = `art/${'deep-folder-'.repeat(8)}/${'with-a-long-name-'.repeat(9)}end`;
  project.addGlyphs(50, long, ['#ff8800', '#0088ff']);
  return project;
}

/**
 * Makes a folder one that the process cannot write. Permissions do not bind an administrator: there the file system's
 * own mark is used, where it has one. Undefined where neither binds.
 */
export function makeReadOnly(folder: string): { readonly undo: () => void } | undefined {
  chmodSync(folder, 0o555);
  const undoMode = (): void => {
    chmodSync(folder, 0o755);
  };
  if (!isWritable(folder)) return { undo: undoMode };
  try {
    execFileSync('chattr', ['+i', folder], { stdio: 'ignore' });
  } catch {
    undoMode();
    return undefined;
  }
  const undo = (): void => {
    execFileSync('chattr', ['-i', folder]);
    undoMode();
  };
  if (!isWritable(folder)) return { undo };
  undo();
  return undefined;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
