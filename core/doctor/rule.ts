import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { UuidIndex } from '#core/workspace/identity.ts';
import type { RegisteredAsset, ScannedRoot, WorkspaceSnapshot } from '#core/workspace/snapshot.ts';

/** What the doctor looks at: the managed world by default, the whole workspace on request (asset-workspace 4). */
export type DoctorScope = 'managed' | 'whole';

/** What every rule may look at. All of it is derived from one snapshot. */
export interface DoctorContext {
  readonly snapshot: WorkspaceSnapshot;
  readonly scope: DoctorScope;
  readonly uuids: UuidIndex;
  /** Registered assets that were found at another, unregistered place. */
  readonly movedRoots: ReadonlyMap<RegisteredAsset, ScannedRoot>;
  /** Digest of the payload by asset id, as far as it is known from packing. */
  readonly payloadDigests: ReadonlyMap<number, string>;
}

/** A rule about one registered asset, run for each. */
export type AssetRule = (asset: RegisteredAsset, context: DoctorContext) => readonly Diagnostic[];

/** A rule about the workspace as a whole. */
export type WorkspaceRule = (context: DoctorContext) => readonly Diagnostic[];

/** No finding, without an allocation per asset. */
export const NO_DIAGNOSTICS: readonly Diagnostic[] = [];
