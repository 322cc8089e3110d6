import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** One file of the window's bundle as hosts serve it. */
export interface BundleFile {
  readonly absolutePath: string;
  readonly contentType: string;
}

/** Files by URL path (`/index.html`, `/assets/index-1a2b.js`). Requests are looked up, never joined (reliability E10). */
export type BundleFiles = ReadonlyMap<string, BundleFile>;

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml; charset=utf-8'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.map', 'application/json; charset=utf-8'],
]);

/** Names that need no escape in a URL, so that there is one spelling of every path. */
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/u;

/**
 * Lists the bundle in `folder` once, with `/` as another name of `/index.html`. Links, files of unknown type and
 * names that would need escaping are left out: the bundler makes none of them.
 * @throws the file system's error where the folder cannot be listed
 */
export async function listBundleFiles(folder: string): Promise<BundleFiles> {
  const files = new Map<string, BundleFile>();
  const visit = async (path: string, url: string): Promise<void> => {
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (!PLAIN_NAME.test(entry.name)) continue;
      const absolutePath = join(path, entry.name);
      const contentType = CONTENT_TYPES.get(extname(entry.name));
      if (entry.isDirectory()) await visit(absolutePath, `${url}${entry.name}/`);
      else if (entry.isFile() && contentType !== undefined)
        files.set(url + entry.name, { absolutePath, contentType });
    }
  };
  await visit(folder, '/');
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}
