import type { Static, TSchema } from 'typebox';
import { ActionPreview, ActionResult } from './contract/actions.ts';
import { Job, StudioEvent } from './contract/events.ts';
import { Settings } from './contract/views.ts';
import { AssetTableCompanion, AssetTableMetadata, PreloadCompanion } from './pack/companions.ts';
import { PackHeader } from './pack/pack-header.ts';
import { AssetDetails, AssetList, AssetShowReport } from './report/assets.ts';
import { Diagnostic, PackFinding } from './report/diagnostic.ts';
import { DoctorReport } from './report/doctor.ts';
import { ErrorDocument } from './report/error.ts';
import { ExtractReport } from './report/extract.ts';
import { FailureReport, OpenReport, RebuildReport, ServeReport, VersionReport } from './report/hosting.ts';
import { InitReport } from './report/init.ts';
import { InspectReport } from './report/inspect.ts';
import { MutationReport } from './report/mutation.ts';
import { PackReport } from './report/pack.ts';
import { VerifyPackReport } from './report/verify-pack.ts';
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
  'asset-list': AssetList,
  'asset-details': AssetDetails,
  'asset-show-report': AssetShowReport,
  'mutation-report': MutationReport,
  'init-report': InitReport,
  'doctor-report': DoctorReport,
  'pack-report': PackReport,
  'inspect-report': InspectReport,
  'verify-pack-report': VerifyPackReport,
  'extract-report': ExtractReport,
  'serve-report': ServeReport,
  'open-report': OpenReport,
  'rebuild-report': RebuildReport,
  'version-report': VersionReport,
  'failure-report': FailureReport,
  'action-preview': ActionPreview,
  'action-result': ActionResult,
  event: StudioEvent,
  job: Job,
  settings: Settings,
} as const satisfies Readonly<Record<string, TSchema>>;

export type SchemaId = keyof typeof PUBLISHED_SCHEMAS;
/** The type of a value that has passed `validate(id, value)`. */
export type SchemaValue<Id extends SchemaId> = Static<(typeof PUBLISHED_SCHEMAS)[Id]>;
