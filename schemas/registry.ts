import type { Static, TSchema } from 'typebox';
import { AssetTableCompanion, AssetTableMetadata, PreloadCompanion } from './pack/companions.ts';
import { PackHeader } from './pack/pack-header.ts';
import { Diagnostic, PackFinding } from './report/diagnostic.ts';
import { ErrorDocument } from './report/error.ts';
import { Cache } from './workspace/cache.ts';
import { AssetDeclaration } from './workspace/declaration.ts';
import { Registry } from './workspace/registry.ts';

/**
 * Every schema that is published as `schemas/json/<id>.schema.json`. A key is the `$id` of its schema. After a
 * change run `npm run generate`; a test compares what is committed.
 */
export const PUBLISHED_SCHEMAS = {
  asset: AssetDeclaration,
  index: Registry,
  cache: Cache,
  'pack-header': PackHeader,
  'asset-table': AssetTableCompanion,
  preload: PreloadCompanion,
  'asset-table-metadata': AssetTableMetadata,
  diagnostic: Diagnostic,
  'pack-finding': PackFinding,
  error: ErrorDocument,
} as const satisfies Readonly<Record<string, TSchema>>;

/** Schemas that get a validator and are not published: messages between a window and its host. */
export const INTERNAL_SCHEMAS = {} as const satisfies Readonly<Record<string, TSchema>>;

/** Everything that `validate` knows, by id. */
export type KnownSchemas = typeof PUBLISHED_SCHEMAS & typeof INTERNAL_SCHEMAS;
export type SchemaId = keyof KnownSchemas;
/** The type of a value that has passed `validate(id, value)`. */
export type SchemaValue<Id extends SchemaId> = Static<KnownSchemas[Id]>;
