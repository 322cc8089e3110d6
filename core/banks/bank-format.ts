import type { DiagnosticCode, FixId } from '#schemas/errors/codes.ts';
import type { TileRecord } from '#schemas/pack/companions.ts';
import type { PixelPlace } from '#schemas/report/diagnostic.ts';
import type { BankType, FormatId, JsonObject } from '#schemas/scalars.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';

/**
 * A diagnostic as a bank sees it: `file` is relative to the asset root, absent where the place is `asset.json`
 * itself. The caller adds asset id, project-relative path, severity and remedy from the catalogue.
 */
export interface BankDiagnostic {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** A remedy better than the catalogue's, for instance the exact command that converts the file. */
  readonly remedy?: string;
  readonly file?: string;
  /** JSON Pointer into `file`, or into `asset.json` where `file` is absent. */
  readonly pointer?: string;
  readonly pixel?: PixelPlace;
  readonly byteOffset?: number;
  /** Only where the catalogue's fix applies in this very case. */
  readonly fixId?: FixId;
}

/** Bytes of the input files that `listInputs` named, by root-relative path, frozen for this run. */
export type FrozenInputs = ReadonlyMap<string, Uint8Array>;

/** What encoding one asset gives. `metadata` holds only the keys that the packer adds (asset-pack 2). */
export type EncodeResult =
  | {
      readonly ok: true;
      readonly payload: Uint8Array;
      readonly decodedSize: number;
      readonly metadata: JsonObject;
      readonly tiles?: readonly TileRecord[];
      readonly advisories: readonly BankDiagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly BankDiagnostic[] };

/** One payload format: what `asset-pack.md` section 4 says of it, and nothing else. */
export interface BankFormat {
  readonly format: FormatId;
  readonly bankType: BankType;
  /**
   * Version of the encoder as part of the build key: raised whenever equal inputs would give other bytes.
   */
  readonly encoderVersion: number;
  /** Keys of the metadata root that the packer writes: an author who declares one of them has a collision. */
  readonly reservedMetadataKeys: readonly string[];
  /** Root-relative files besides the artifacts that are read, in no particular order (palette files). */
  listPipelineInputs(declaration: AssetDeclaration): readonly string[];
  /** Rules that need only the declaration: artifact indices, pipeline settings, declared palettes. */
  checkDeclaration(declaration: AssetDeclaration): readonly BankDiagnostic[];
  /** Author metadata as it goes into the header, without the keys that are only directives (asset-pack 4.4). */
  headerMetadata(declaration: AssetDeclaration): JsonObject;
  /** Largest input file worth reading, in bytes. */
  readonly maxInputBytes: number;
  /**
   * How the payload comes to be. `encode`: from the bytes of all inputs. `copy`: the one artifact as it is,
   * streamed; `decodedSize` gives the resident size for a payload of that many bytes.
   */
  readonly produce:
    | { readonly kind: 'encode'; encode(declaration: AssetDeclaration, inputs: FrozenInputs): EncodeResult }
    | { readonly kind: 'copy'; decodedSize(declaration: AssetDeclaration, sizeBytes: number): number };
}
