import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';
import { rendererBuild } from './renderer/vite.config.ts';
import { bundledPackagesForVite } from './scripts/build/bundled-packages.ts';
import { PORTABLE_PACKAGES } from './scripts/build/portable-packages.ts';
import { workerEntries } from './scripts/build/worker-entries.ts';

const root = import.meta.dirname;
const out = (part: string): string => join(root, 'out', part);

/** Everything is bundled: the application ships `out/` and nothing of `node_modules/`. */
const config: Required<UserConfig> = {
  main: {
    plugins: [bundledPackagesForVite(root, 'main')],
    resolve: { alias: { ...PORTABLE_PACKAGES } },
    build: {
      outDir: out('main'),
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        input: { index: join(root, 'electron/main/index.ts'), ...workerEntries(root) },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [bundledPackagesForVite(root, 'preload')],
    build: {
      outDir: out('preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        input: { index: join(root, 'electron/preload/index.ts') },
        // A sandboxed preload is CommonJS (Electron "ES Modules").
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    base: './',
    plugins: [react(), bundledPackagesForVite(root, 'renderer')],
    worker: { format: 'es' },
    build: {
      ...rendererBuild,
      outDir: out('renderer'),
      minify: true,
      emptyOutDir: true,
      sourcemap: true,
      rolldownOptions: { input: { index: join(root, 'renderer/index.html') } },
    },
  },
};

/** `PACK_STUDIO_BUILD_PARTS=renderer,…` limits a build to some parts (`npm run build -- renderer`). */
const parts = process.env['PACK_STUDIO_BUILD_PARTS']?.split(',') ?? Object.keys(config);

export default defineConfig(
  Object.fromEntries(Object.entries(config).filter(([part]) => parts.includes(part))),
);
