import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const ELECTRON_ONLY = { name: 'electron', message: 'Only electron/ may import electron.' };
const NODE_ONLY = {
  regex:
    '^(node:|fs$|fs/|path$|os$|crypto$|child_process$|worker_threads$|url$|util$|stream$|events$|http$|net$)',
  message: 'Only core/node, core/services, core/testing, electron/main, electron/ipc and cli/ run in Node.',
};

/** @param {string} files @param {string} project @param {string[]} ignores */
const typed = (files, project, ignores = []) => ({
  files: [files],
  ignores,
  languageOptions: { parserOptions: { project: [project], tsconfigRootDir: import.meta.dirname } },
});

export default defineConfig(
  globalIgnores([
    'out/',
    'dist/',
    '.tsbuild/',
    'coverage/',
    'test-results/',
    'playwright-report/',
    'bench/scratch/',
    'schemas/generated/',
    'examples/',
    'tools/node/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    rules: {
      'max-lines': ['error', { max: 400 }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: [ELECTRON_ONLY] }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `return fail(…)` in a function without a result is how an early end is written here.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // Spreading a string gives code points, which is what is meant here.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowRethrowing: true, allowThrowingUnknown: true }],
    },
  },
  {
    // Handlers are async so that whatever is thrown in them becomes a rejection.
    files: ['core/services/handlers/*.ts'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  typed('schemas/**/*.ts', 'schemas/tsconfig.json'),
  typed('core/**/*.ts', 'core/tsconfig.json', ['core/ambient.d.ts']),
  typed('core/ambient.d.ts', 'core/tsconfig.pure.json'),
  typed('cli/**/*.ts', 'cli/tsconfig.json'),
  typed('electron/**/*.ts', 'electron/tsconfig.json', ['electron/preload/**']),
  typed('electron/preload/**/*.ts', 'electron/preload/tsconfig.json'),
  typed('renderer/**/*.{ts,tsx}', 'renderer/tsconfig.json', ['renderer/**/*.worker.ts']),
  typed('renderer/**/*.worker.ts', 'renderer/tsconfig.workers.json'),
  typed('e2e/**/*.ts', 'e2e/tsconfig.json'),
  typed('bench/**/*.ts', 'bench/tsconfig.json'),
  typed('{scripts,bin}/**/*.{ts,mjs}', 'scripts/tsconfig.json'),
  typed('*.config.{ts,mjs}', 'scripts/tsconfig.json'),
  typed('.dependency-cruiser.mjs', 'scripts/tsconfig.json'),
  {
    files: ['*.config.{ts,mjs}', '.dependency-cruiser.mjs', '**/vite.config.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['schemas/**/*.ts', 'core/**/*.ts', 'renderer/**/*.{ts,tsx}', 'electron/preload/**/*.ts'],
    ignores: ['**/*.test.{ts,tsx}', 'core/{node,services,testing}/**', 'renderer/vite.config.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [ELECTRON_ONLY], patterns: [NODE_ONLY] }] },
  },
  {
    files: ['electron/preload/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [NODE_ONLY] }] },
  },
  {
    files: ['electron/{main,ipc}/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': { rules: reactHooks.rules } },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // React.lazy loads the default export of a view.
    files: ['renderer/**/*.tsx'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    // Built-in test data is written down, not computed: matchers take any shape.
    files: ['**/*.test.{ts,tsx}', 'e2e/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // Plain JavaScript that runs before anything is installed; its types are in JSDoc.
    files: ['**/*.mjs'],
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
