import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { homedir } from 'node:os';
import { compareCodeUnits } from '#core/bytes/order.ts';
import { StudioError } from '#core/errors.ts';
import type { FolderListing } from '#schemas/contract/views.ts';
import type { HandleRegistry } from './handles.ts';

/** Entries of one folder that are shown at the most. */
const MAX_ENTRIES = 2000;

/** A place as a person reads it: the home folder shortened, never used as a path. */
export function displayLocation(path: string): string {
  const home = homedir();
  return path === home || path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}

export function isProjectFolder(path: string): boolean {
  return existsSync(join(path, 'assets', '.prometeu', 'index.json'));
}

/**
 * Browses folders of the host for a window that has no native dialog. Nothing outside of the roots that the host was
 * given is shown, links are not followed (architecture "Contract").
 */
export class FolderBrowser {
  readonly #roots: readonly string[];
  readonly #handles: HandleRegistry;

  constructor(roots: readonly string[], handles: HandleRegistry) {
    this.#roots = roots.map((root) => realpathSync(root));
    this.#handles = handles;
  }

  /** @throws StudioError `NOT_SUPPORTED` without roots, `HANDLE_UNKNOWN`, `PROJECT_NOT_FOUND` */
  browse(handle: string | undefined): FolderListing {
    const [first] = this.#roots;
    if (first === undefined) throw new StudioError('NOT_SUPPORTED', 'Folders are chosen in a dialog here.');
    const path = handle === undefined ? first : this.#handles.pathOf('folder', handle);
    if (!this.#isInside(path) || !isWithoutLinks(path)) throw new StudioError('HANDLE_UNKNOWN');
    const entries = listFolder(path);
    const folders = entries.filter(({ kind }) => kind === 'folder').map(({ name }) => join(path, name));
    const siblings = handle === undefined ? this.#roots.slice(1) : [];
    const packs = entries.filter(({ name, kind }) => kind === 'file' && name.endsWith('.pa'));
    const parent = dirname(path);
    return {
      folder: this.#handles.offer('folder', path),
      name: basename(path),
      location: displayLocation(path),
      parent: parent !== path && this.#isInside(parent) ? this.#handles.offer('folder', parent) : null,
      is_project: isProjectFolder(path),
      folders: [...siblings, ...folders].map((folder) => ({
        folder: this.#handles.offer('folder', folder),
        name: basename(folder),
        is_project: isProjectFolder(folder),
      })),
      files: packs.flatMap(({ name }) => {
        const stats = lstatSync(join(path, name), { throwIfNoEntry: false });
        // It may have gone since the folder was listed.
        if (stats?.isFile() !== true) return [];
        return [{ file: this.#handles.offer('file', join(path, name)), name, size_bytes: stats.size }];
      }),
    };
  }

  #isInside(path: string): boolean {
    return this.#roots.some((root) => {
      const way = relative(root, path);
      return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
    });
  }
}

/** A folder that was offered may have been replaced by a link to anywhere since (reliability H8). */
function isWithoutLinks(path: string): boolean {
  try {
    return realpathSync(path) === path;
  } catch {
    // Gone: listing it says so.
    return true;
  }
}

function listFolder(path: string): readonly { readonly name: string; readonly kind: 'folder' | 'file' }[] {
  try {
    if (!statSync(path).isDirectory()) throw new StudioError('PROJECT_NOT_FOUND');
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile()))
      .map((entry) => ({
        name: entry.name,
        kind: entry.isDirectory() ? ('folder' as const) : ('file' as const),
      }))
      .sort((left, right) => compareCodeUnits(left.name, right.name))
      .slice(0, MAX_ENTRIES);
  } catch (cause) {
    if (cause instanceof StudioError) throw cause;
    throw new StudioError('PROJECT_NOT_FOUND', 'The folder cannot be listed.', {}, { cause });
  }
}
