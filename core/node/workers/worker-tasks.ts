import type { EncodeResult, FrozenInputs } from '#core/banks/bank-format.ts';
import type { FileStat } from '#core/ports/file-system.ts';
import type { StudioErrorCode } from '#schemas/errors/studio-errors.ts';
import type { FormatId } from '#schemas/scalars.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';

/** Reads files of one tree and hashes them, in order. */
export interface DigestFilesTask {
  readonly kind: 'digest-files';
  /** Absolute path of the tree. */
  readonly root: string;
  readonly paths: readonly string[];
  /** Also hand back the bytes, concatenated: for small files only, since they are all held at once. */
  readonly keepBytes: boolean;
  /** Memory to use for the bytes, handed over with the task; where it is too small, the worker takes its own. */
  readonly memory?: ArrayBuffer;
}

/** Encodes one asset from its frozen inputs. */
export interface EncodeTask {
  readonly kind: 'encode';
  readonly format: FormatId;
  readonly declaration: AssetDeclaration;
  readonly inputs: FrozenInputs;
}

export type WorkerTask = DigestFilesTask | EncodeTask;

/** What became of one file. A failure is data: one bad file never hides the others. */
export type FileOutcome =
  | {
      readonly ok: true;
      readonly sha256: string;
      readonly stat: FileStat;
      /** Where its bytes begin in `bytes`, with `keepBytes`. */
      readonly offset: number;
    }
  | { readonly ok: false; readonly code: StudioErrorCode; readonly message: string };

export interface DigestFilesResult {
  /** One for each path, in the order of the task. */
  readonly files: readonly FileOutcome[];
  /** Bytes of the files that could be read, one after the other; empty without `keepBytes`. */
  readonly bytes: Uint8Array;
}

export interface TaskResults {
  readonly 'digest-files': DigestFilesResult;
  readonly encode: EncodeResult;
}

export type TaskResult<T extends WorkerTask> = TaskResults[T['kind']];

/** To the worker. */
export interface TaskMessage {
  readonly id: number;
  readonly task: WorkerTask;
}

/** From the worker: errors are data, because a thrown one loses its code on the way. */
export type ReplyMessage =
  | { readonly id: number; readonly ok: true; readonly result: TaskResults[keyof TaskResults] }
  | {
      readonly id: number;
      readonly ok: false;
      readonly code: StudioErrorCode;
      readonly message: string;
      readonly data: Readonly<Record<string, unknown>>;
    };
