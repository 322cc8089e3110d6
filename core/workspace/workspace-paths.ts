/** Folder of the artists, relative to the project (asset-workspace 1). */
export const ASSETS_FOLDER = 'assets';
/** The studio's own folder below `assets/`: no root lies in it, no scan enters it. */
export const STUDIO_FOLDER = '.prometeu';
/** The registry, relative to the project. */
export const REGISTRY_PATH = `${ASSETS_FOLDER}/${STUDIO_FOLDER}/index.json`;
/** The disposable cache, relative to the project. */
export const CACHE_PATH = `${ASSETS_FOLDER}/${STUDIO_FOLDER}/cache.json`;
/** The anchor of an asset root, relative to the root. */
export const DECLARATION_FILE = 'asset.json';

/** Project-relative path of an asset root. `root` is relative to `assets/`. */
export function projectPathOfRoot(root: string): string {
  return `${ASSETS_FOLDER}/${root}`;
}

/** Project-relative path of a file of an asset root. */
export function projectPathOfFile(root: string, file: string): string {
  return `${ASSETS_FOLDER}/${root}/${file}`;
}

/** Project-relative path of the declaration of an asset root. */
export function declarationPath(root: string): string {
  return projectPathOfFile(root, DECLARATION_FILE);
}

/** True where `inner` is strictly inside `outer`; both are POSIX paths relative to the same folder. */
export function isInside(inner: string, outer: string): boolean {
  return inner.length > outer.length && inner.startsWith(outer) && inner.charCodeAt(outer.length) === 0x2f;
}
