import { contract, METHOD_NAMES } from '../../schemas/contract/contract.ts';
import type { ErrorCatalogueEntry, FindingCatalogueEntry } from '../../schemas/errors/catalogue.ts';
import { DIAGNOSTICS } from '../../schemas/errors/codes.ts';
import { PACK_FINDINGS } from '../../schemas/errors/pack-findings.ts';
import { STUDIO_ERRORS } from '../../schemas/errors/studio-errors.ts';
import { PUBLISHED_SCHEMAS } from '../../schemas/registry.ts';
import { plainSchema, type Json, type JsonSchema, type Substitute } from './plain-schema.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const URN = 'urn:pack-studio:schema:';
const published: ReadonlyMap<string, object> = new Map(Object.entries(PUBLISHED_SCHEMAS));

/** The published JSON Schema documents by id; each is self-contained. */
export function publishedDocuments(): ReadonlyMap<string, JsonSchema> {
  const documents = new Map<string, JsonSchema>();
  for (const [id, schema] of published) {
    const declared: unknown = Reflect.get(schema, '$id');
    if (declared !== id) throw new Error(`schema ${String(declared)} is registered as ${id}`);
    documents.set(
      id,
      withDefinitions(id, (substitute) => plainSchema(schema, substitute)),
    );
  }
  documents.set('contract', withDefinitions('contract', contractSchema));
  documents.set('error-codes', document('error-codes', errorCodes()));
  return documents;
}

/** Puts the published schemas that a document uses under its `$defs`. */
function withDefinitions(id: string, schemaWith: (substitute: Substitute) => JsonSchema): JsonSchema {
  const used = new Set<string>();
  const substitute: Substitute = (target) => {
    if (!published.has(target)) throw new Error(`schema ${target} is not in schemas/registry.ts`);
    used.add(target);
    return { $ref: `#/$defs/${target}` };
  };
  const schema = schemaWith(substitute);
  const definitions: Record<string, Json> = {};
  for (const target of used) definitions[target] = plainSchema(published.get(target) ?? {}, substitute);
  return document(id, used.size === 0 ? schema : { ...schema, $defs: definitions });
}

function document(id: string, { title, description, ...rest }: JsonSchema): JsonSchema {
  return {
    $schema: DIALECT,
    $id: URN + id,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...rest,
  };
}

/** One property a method, with the schemas of what is asked, what is answered and which errors may come. */
function contractSchema(substitute: Substitute): JsonSchema {
  const methods = METHOD_NAMES.map((name): [string, Json] => {
    const { kind, params, result, errors } = contract[name];
    const gesture = 'gesture' in contract[name];
    const properties = {
      params: inner(params, substitute),
      [kind === 'stream' ? 'item' : 'result']: inner(result, substitute),
      error_code: { enum: [...errors] },
    };
    const description = `${kind}${gesture ? ', confirmed by a person at the host' : ''}`;
    return [name, { type: 'object', description, properties, additionalProperties: false }];
  });
  return {
    title: 'Contract between window and host',
    type: 'object',
    properties: Object.fromEntries(methods),
    additionalProperties: false,
  };
}

function inner(schema: object, substitute: Substitute): Json {
  const id: unknown = Reflect.get(schema, '$id');
  return (typeof id === 'string' ? substitute(id) : undefined) ?? plainSchema(schema, substitute);
}

function errorCodes(): JsonSchema {
  const codes = (entries: Readonly<Record<string, FindingCatalogueEntry | ErrorCatalogueEntry>>): Json => ({
    oneOf: Object.entries(entries).map(([code, { title, remedy }]) => ({
      const: code,
      title,
      description: remedy,
    })),
  });
  return {
    title: 'Codes of errors, diagnostics and findings, each with its meaning and remedy',
    anyOf: [{ $ref: '#/$defs/error' }, { $ref: '#/$defs/diagnostic' }, { $ref: '#/$defs/pack-finding' }],
    $defs: {
      error: codes(STUDIO_ERRORS),
      diagnostic: codes(DIAGNOSTICS),
      'pack-finding': codes(PACK_FINDINGS),
    },
  };
}
