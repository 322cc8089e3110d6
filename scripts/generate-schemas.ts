/**
 * Writes what is derived from the TypeBox sources and committed: `schemas/json/<id>.schema.json` (published JSON
 * Schema 2020-12) and `schemas/generated/validators.{js,d.ts}` (ajv standalone code, bundled, free of `eval`).
 * `npm run generate`
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build, type Plugin } from 'esbuild';
import { INTERNAL_SCHEMAS, PUBLISHED_SCHEMAS } from '../schemas/registry.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const URN = 'urn:pack-studio:schema:';
const GENERATED_FOLDERS = ['schemas/json', 'schemas/generated'];

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonSchema = Readonly<Record<string, Json>>;

const published: ReadonlyMap<string, object> = new Map(Object.entries(PUBLISHED_SCHEMAS));
const internal: ReadonlyMap<string, object> = new Map(Object.entries(INTERNAL_SCHEMAS));

/** The generated files by path relative to the project, in memory. */
export async function generateSchemaFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const id of published.keys()) {
    files.set(`schemas/json/${id}.schema.json`, `${JSON.stringify(publishedDocument(id), null, 2)}\n`);
  }
  files.set('schemas/generated/validators.js', await bundledValidators());
  files.set('schemas/generated/validators.d.ts', validatorTypes());
  return files;
}

/**
 * A plain JSON copy of a TypeBox schema. Inner schemas with an `$id` become references through `reference`.
 * `Type.Record(Type.String(), …)` is written as `additionalProperties`: the pattern `^.*$` that TypeBox gives would
 * let keys with a line break pass unchecked.
 */
function plainSchema(source: unknown, reference: (id: string) => string, top = true): Json {
  if (Array.isArray(source)) return source.map((item: unknown) => plainSchema(item, reference, false));
  if (typeof source !== 'object' || source === null) {
    if (source === null || ['string', 'number', 'boolean'].includes(typeof source)) return source as Json;
    throw new TypeError(`a schema holds a ${typeof source}`);
  }
  const entries = Object.entries(source);
  const id: unknown = Reflect.get(source, '$id');
  if (!top && typeof id === 'string') {
    if (!published.has(id) && !internal.has(id)) throw new Error(`schema ${id} is not in schemas/registry.ts`);
    return { $ref: reference(id) };
  }
  const result: Record<string, Json> = {};
  for (const [key, value] of entries) {
    if (key === '$id' || value === undefined) continue;
    if (key === 'patternProperties') {
      const patterns = Object.entries(plainSchema(value, reference, false) as JsonSchema);
      const anyKey = patterns.find(([pattern]) => pattern === '^.*$');
      const others = patterns.filter(([pattern]) => pattern !== '^.*$');
      if (anyKey !== undefined) result['additionalProperties'] = anyKey[1];
      if (others.length > 0) result[key] = Object.fromEntries(others);
      continue;
    }
    result[key] = plainSchema(value, reference, false);
  }
  return result;
}

/** A self-contained document: schemas that it uses stand under `$defs`. */
function publishedDocument(id: string): JsonSchema {
  const used = new Set<string>();
  const reference = (target: string): string => {
    used.add(target);
    return `#/$defs/${target}`;
  };
  const { title, description, ...rest } = plainSchema(published.get(id), reference) as JsonSchema;
  const definitions: Record<string, Json> = {};
  for (const target of used) {
    definitions[target] = plainSchema(published.get(target) ?? internal.get(target), reference);
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: URN + id,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...rest,
    ...(used.size === 0 ? {} : { $defs: definitions }),
  };
}

/** One ES module with every validator and its runtime. Schemas that are equal share one function. */
async function bundledValidators(): Promise<string> {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: false,
    allowUnionTypes: true,
    // reliability H6: an inherited property never counts as present.
    ownProperties: true,
    code: { source: true, esm: true },
  });
  const urnByText = new Map<string, string>();
  const exportNameById = new Map<string, string>();
  const urnByExportName: Record<string, string> = {};
  for (const [id, schema] of [...published, ...internal]) {
    const urn = URN + id;
    const plain = plainSchema(schema, (target) => URN + target, published.has(id)) as JsonSchema;
    const text = JSON.stringify(plain);
    const equalUrn = plain['$ref'] ?? urnByText.get(text);
    const name = `validate${String(exportNameById.size)}`;
    exportNameById.set(id, name);
    urnByExportName[name] = typeof equalUrn === 'string' ? equalUrn : urn;
    if (equalUrn !== undefined) continue;
    urnByText.set(text, urn);
    ajv.addSchema({ $id: urn, ...plain });
  }
  return bundleCode(standalone(ajv, urnByExportName), exportNameById);
}

async function bundleCode(code: string, exportNameById: ReadonlyMap<string, string>): Promise<string> {
  const rows = [...exportNameById].map(([id, name]) => `${JSON.stringify(id)}: v.${name},`);
  const bundle = await build({
    stdin: {
      contents: `import * as v from 'ajv-code';\nexport const validators = {\n${rows.join('\n')}\n};\n`,
      resolveDir: ROOT,
      loader: 'js',
    },
    plugins: [ajvCodePlugin(code)],
    banner: { js: '/* Generated by scripts/generate-schemas.ts from schemas/registry.ts. Do not edit. */' },
    bundle: true,
    minify: true,
    lineLimit: 160,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
  });
  return bundle.outputFiles[0]?.text ?? '';
}

/** Serves the generated code as a module, and ajv's runtime without the `require` text it keeps for itself. */
function ajvCodePlugin(code: string): Plugin {
  return {
    name: 'ajv-code',
    setup(build) {
      build.onResolve({ filter: /^ajv-code$/ }, ({ path }) => ({ path, namespace: 'ajv-code' }));
      build.onLoad({ filter: /.*/, namespace: 'ajv-code' }, () => ({ contents: code, resolveDir: ROOT, loader: 'js' }));
      build.onLoad({ filter: /ajv[\\/]dist[\\/]runtime[\\/].*\.js$/ }, async ({ path }) => ({
        contents: (await readFile(path, 'utf8')).replaceAll(/^\w+\.code = .*$/gmu, ''),
        loader: 'js',
      }));
    },
  };
}

function validatorTypes(): string {
  return [
    '/* Generated by scripts/generate-schemas.ts. Do not edit. */',
    "import type { SchemaId, SchemaValue } from '../registry.ts';",
    "import type { SchemaValidator } from '../validate.ts';",
    'export declare const validators: { readonly [Id in SchemaId]: SchemaValidator<SchemaValue<Id>> };',
    '',
  ].join('\n');
}

async function writeAll(): Promise<void> {
  const files = await generateSchemaFiles();
  for (const folder of GENERATED_FOLDERS) {
    await mkdir(join(ROOT, folder), { recursive: true });
    for (const name of await readdir(join(ROOT, folder))) {
      if (!files.has(`${folder}/${name}`)) await rm(join(ROOT, folder, name));
    }
  }
  for (const [path, text] of files) {
    const before = await readFile(join(ROOT, path), 'utf8').catch(() => undefined);
    if (before === text) continue;
    await writeFile(join(ROOT, path), text);
    process.stdout.write(`wrote ${path}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeAll();
