import { describe, expect, it } from 'vitest';
import { packageOfModule } from './bundled-packages.ts';
import { bundledWorkerUrls } from './worker-urls.ts';

describe('packageOfModule', () => {
  it.each([
    ['/p/node_modules/ws/lib/sender.js', 'ws'],
    ['node_modules/@noble/hashes/sha2.js', '@noble/hashes'],
    ['/p/node_modules/a/node_modules/b/index.js', 'b'],
    ['C:\\p\\node_modules\\react\\index.js', 'react'],
    ['/p/core/errors.ts', undefined],
  ])('%s is of %s', (path, name) => {
    expect(packageOfModule(path)).toBe(name);
  });
});

describe('bundledWorkerUrls', () => {
  it('points a worker of the sources at its bundle', () => {
    const source = "new Worker(new URL('./workers/encode-asset.ts', import.meta.url), { name: 'encode' })";
    expect(bundledWorkerUrls(source)).toBe(
      "new Worker(new URL('./workers/encode-asset.js', import.meta.url), { name: 'encode' })",
    );
    expect(bundledWorkerUrls('new URL("../node/workers/hash.ts", import.meta.url)')).toBe(
      "new URL('./workers/hash.js', import.meta.url)",
    );
  });

  it('leaves other addresses alone', () => {
    const source = "new URL('../package.json', import.meta.url)";
    expect(bundledWorkerUrls(source)).toBe(source);
  });
});
