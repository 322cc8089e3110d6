import { describe, expect, it } from 'vitest';
import { packageOfModule } from './bundled-packages.ts';

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
