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

/**
 * How far the registry could be read (asset-workspace 4). In `ok`, `value.assets` holds the valid entries in file
 * order; `diagnostics` holds what else was found: a hint per unknown key and an error per entry that had to be left
 * out, so that one broken entry does not hide the others.
 */
export type RegistryState =
  | {
      readonly kind: 'ok';
      readonly document: ReadDocument<Registry>;
      readonly diagnostics: readonly Diagnostic[];
      /** For each of `value.assets` its index in the document, for pointers. */
      readonly entryIndices: readonly number[];
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly diagnostics: readonly Diagnostic[] };

/**
 * How far the `asset.json` of a root could be read. Diagnostics name the file by its project-relative path and carry
 * no asset id: the state depends on the file alone, so that a rescan can keep it.
 */
export type DeclarationState =
  | {
      readonly kind: 'ok';
      readonly document: ReadDocument<AssetDeclaration>;
      /** What the bytes alone tell of a valid declaration: unknown keys, numbers that no header may hold. */
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'unusable';
      /** Recovered where the document is JSON but not valid, so that identity rules still work. */
      readonly assetUuid?: string;
      readonly bytes?: Uint8Array;
      readonly diagnostics: readonly Diagnostic[];
    };

/**
 * One asset root as it was found. `root` is POSIX, relative to `assets/`; file paths are relative to the root.
 * Files of a registered root nested in this one are not among `files` (asset-workspace 4, ambiguous ownership).
 */
export interface ScannedRoot {
  readonly root: string;
  readonly declaration: DeclarationState;
  /** Every entry below the root that is not a folder, `asset.json` included, links and devices by their kind. */
  readonly files: ReadonlyMap<string, FileStat>;
  /** Every folder below the root but registered roots nested in it. */
  readonly folders: ReadonlySet<string>;
  /** Folders that could not be listed, relative to the root, `` for the root itself. */
  readonly unreadableFolders: readonly string[];
}

/** Why a registered root could not be scanned. */
export type RootProblem = 'missing' | 'link' | 'not-a-folder';

/** A registered asset. `scanned` is undefined where the root is missing. */
export interface RegisteredAsset {
  readonly entry: RegistryEntry;
  /** Index of the entry in the registry document, for pointers. */
  readonly entryIndex: number;
  /** `assets/<folders>/<leaf>`, NFC (asset-workspace 2). */
  readonly address: string;
  readonly scanned: ScannedRoot | undefined;
  /** Set exactly where `scanned` is undefined. */
  readonly rootProblem: RootProblem | undefined;
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
