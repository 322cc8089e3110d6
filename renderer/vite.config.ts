import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The renderer as plain files: no inline script or style and no `data:` asset, since the policy of both hosts
 * allows none (reliability E4). electron-vite builds the renderer with the same options.
 */
export const rendererBuild = {
  target: 'chrome140',
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
  cssCodeSplit: true,
  reportCompressedSize: false,
} as const;

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: { ...rendererBuild, outDir: '../out/renderer', emptyOutDir: true },
});
