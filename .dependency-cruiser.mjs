/** The layer table of docs/architecture.md as rules. Type-only imports count; tests may reach further. */

const TEST = '\\.test\\.tsx?$';
const HOST_CORE = '^core/(node|services|testing)/';

/** Pure core from the bottom up: a row may import itself and what is below. */
const CORE_ROWS = [
  ['ports'],
  ['bytes', 'json', 'hash'],
  ['pack-format'],
  ['banks'],
  ['workspace', 'doctor', 'packer'],
  ['inspect', 'diff'],
  ['runpack', 'runtime-pack', 'trust', 'pack-store', 'records'],
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const coreOrder = CORE_ROWS.slice(0, -1).map((row, position) => ({
  name: `core-order-${row.join('-')}`,
  comment: `core/{${row.join(',')}} may import only what is below`,
  severity: 'error',
  from: { path: `^core/(${row.join('|')})/`, pathNot: TEST },
  to: {
    path: `^core/(${CORE_ROWS.slice(position + 1)
      .flat()
      .join('|')})/`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'schemas-alone',
      comment: 'the vocabulary imports nothing of ours',
      severity: 'error',
      from: { path: '^schemas/', pathNot: TEST },
      to: { path: '^(core|cli|electron|renderer|e2e|bench|scripts)/' },
    },
    {
      name: 'core-below-hosts',
      severity: 'error',
      from: { path: '^core/', pathNot: TEST },
      to: { path: '^(cli|electron|renderer|e2e|bench|scripts)/' },
    },
    {
      name: 'core-is-pure',
      comment: 'values in, values out: what needs Node goes through core/ports',
      severity: 'error',
      from: { path: '^core/', pathNot: [HOST_CORE, TEST] },
      to: { path: HOST_CORE },
    },
    {
      name: 'pure-core-without-node',
      severity: 'error',
      from: { path: '^(core|schemas)/', pathNot: [HOST_CORE, TEST] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'node-below-services',
      severity: 'error',
      from: { path: '^core/node/', pathNot: TEST },
      to: { path: '^core/services/' },
    },
    {
      name: 'testing-only-in-tests',
      severity: 'error',
      from: { pathNot: [TEST, '^core/testing/', '^(e2e|bench|scripts)/'] },
      to: { path: '^core/testing/' },
    },
    {
      name: 'renderer-sees-the-contract',
      comment: 'the window knows schemas, and pure core inside a web worker',
      severity: 'error',
      from: { path: '^renderer/', pathNot: [TEST, '\\.worker\\.ts$'] },
      to: { path: '^(core|cli|electron|e2e|bench|scripts)/' },
    },
    {
      name: 'renderer-worker-uses-pure-core',
      severity: 'error',
      from: { path: '^renderer/.*\\.worker\\.ts$' },
      to: { path: [HOST_CORE, '^(cli|electron|e2e|bench|scripts)/'] },
    },
    {
      name: 'slices-apart',
      comment: 'the stores of features do not import other features: they meet in app/',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/[^/]*-store[.]ts$', pathNot: TEST },
      to: { path: '^renderer/features/[^/]+/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'cli-below-nothing',
      severity: 'error',
      from: { path: '^cli/', pathNot: TEST },
      to: { path: '^(electron|renderer|e2e|bench|scripts)/' },
    },
    {
      name: 'electron-composes-services',
      severity: 'error',
      from: { path: '^electron/', pathNot: TEST },
      to: { path: '^(cli|renderer|e2e|bench|scripts)/|^core/(?!node/|services/|ports/|errors\\.ts)' },
    },
    {
      name: 'preload-only-bridges',
      severity: 'error',
      from: { path: '^electron/preload/', pathNot: TEST },
      to: { path: '^(core|electron/(main|ipc))/' },
    },
    {
      name: 'no-development-packages-in-hosts',
      comment: 'what the hosts import is in dependencies',
      severity: 'error',
      from: { path: '^(schemas|core|cli|electron)/', pathNot: [TEST, '^core/testing/'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/electron/',
      },
    },
    {
      name: 'no-unlisted-packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...coreOrder,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|\\.tsbuild)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.d.ts', '.json'],
    },
  },
};
