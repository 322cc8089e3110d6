import { defineConfig } from 'vitest/config';
import { skippedUnitTests } from './scripts/test/skipped-tests.ts';

/** Where `npm test` wants the results as JSON. */
const report = process.env['PACK_STUDIO_UNIT_REPORT'];

/** Tests stand beside the code. Layers share one project: none needs a DOM (the browser journeys have a real one). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{schemas,core,cli,electron,renderer,scripts,bin,bench,e2e}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/scratch/**'],
          setupFiles: ['core/testing/fuzz-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    reporters:
      report === undefined
        ? ['default', skippedUnitTests]
        : ['default', skippedUnitTests, ['json', { outputFile: report }]],
    passWithNoTests: false,
    allowOnly: false,
  },
});
