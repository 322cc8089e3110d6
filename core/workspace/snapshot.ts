import type { BankFormat } from '#core/banks/bank-format.ts';
import type { FileStat } from '#core/ports/file-system.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import type { Registry, RegistryEntry } from '#schemas/workspace/registry.ts';

/** A JSON document of the workspace: the value as validated, and the lossless one that a rewrite starts from. */
export interface ReadDocument<T> {
  readonly value: T;
  /** Raw bytes as read: keys that this version does not know survive a rewrite. */
  readonly bytes: Uint8Array;
  readonly stat: FileStat;
}

/** How far the registry could be read (asset-workspace 4). */
export type RegistryState =
  | { readonly kind: 'ok'; readonly document: ReadDocument<Registry> }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly diagnostics: readonly Diagnostic[] };

/** How far the `asset.json` of a root could be read. */
export type DeclarationState =
  | { readonly kind: 'ok'; readonly document: ReadDocument<AssetDeclaration> }
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'unusable';
      /** Recovered where the document is JSON but not valid, so that identity rules still work. */
      readonly assetUuid?: string;
      readonly bytes?: Uint8Array;
      readonly diagnostics: readonly Diagnostic[];
    };

/** One asset root as it was found. `root` is POSIX, relative to `assets/`; file paths are relative to the root. */
export interface ScannedRoot {
  readonly root: string;
  readonly declaration: DeclarationState;
  /** Every entry below the root that is not a folder, `asset.json` included, links and devices by their kind. */
  readonly files: ReadonlyMap<string, FileStat>;
}

/** A registered asset. `scanned` is undefined where the root is missing. */
export interface RegisteredAsset {
  readonly entry: RegistryEntry;
  /** `assets/<folders>/<leaf>`, NFC (asset-workspace 2). */
  readonly address: string;
  readonly scanned: ScannedRoot | undefined;
  /** Payload format, where type and format are a supported pair. */
  readonly bankFormat: BankFormat | undefined;
}

/**
 * The workspace at one moment: what every read service, the doctor and the packer work from.
 * Assets are ascending by id, unregistered roots by path (code units).
 */
export interface WorkspaceSnapshot {
  readonly registry: RegistryState;
  readonly assets: readonly RegisteredAsset[];
  readonly unregistered: readonly ScannedRoot[];
  /** Files below `assets/` that belong to no asset root; only filled by a whole-workspace scan. */
  readonly looseFiles: ReadonlyMap<string, FileStat>;
  /** True when the whole of `assets/` was walked, false when only registered roots were. */
  readonly whole: boolean;
  /** Clock at the start of the scan, for the racily-clean rule (asset-workspace 6). */
  readonly scannedAtNs: bigint;
}
