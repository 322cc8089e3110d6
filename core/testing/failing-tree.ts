import { StudioError } from '#core/errors.ts';
import { durableReplace } from '#core/node/durable-replace.ts';
import type { ReadTree, WriteHandle, WriteTree } from '#core/ports/file-system.ts';

/** Whether the failing call had its effect: a flush may fail after a rename was done. */
export type FailureMoment = 'before' | 'after';

/** A tree whose n-th change or flush fails once with `IO_FAILED`; everything after it works again. */
export class FailingTree implements WriteTree {
  readonly #inner: WriteTree;
  readonly #failAt: number;
  readonly #moment: FailureMoment;
  #calls = 0;

  /** @param failAt number of the call that fails, from 1 */
  constructor(inner: WriteTree, failAt: number, moment: FailureMoment) {
    this.#inner = inner;
    this.#failAt = failAt;
    this.#moment = moment;
  }

  /** True once the failure was thrown. */
  get hasFailed(): boolean {
    return this.#calls >= this.#failAt;
  }

  stat(path: string): ReturnType<ReadTree['stat']> {
    return this.#inner.stat(path);
  }

  list(path: string): ReturnType<ReadTree['list']> {
    return this.#inner.list(path);
  }

  openRead(path: string): ReturnType<ReadTree['openRead']> {
    return this.#inner.openRead(path);
  }

  readFile(path: string, maxBytes: number): ReturnType<ReadTree['readFile']> {
    return this.#inner.readFile(path, maxBytes);
  }

  makeFolder(path: string): void {
    this.#change(() => {
      this.#inner.makeFolder(path);
    });
  }

  createFile(path: string): WriteHandle {
    // A file that could not be opened was not made.
    const handle = this.#change(() => this.#inner.createFile(path), 'before');
    return {
      write: (bytes) => {
        this.#change(() => {
          handle.write(bytes);
        });
      },
      sync: () => {
        this.#change(() => {
          handle.sync();
        });
      },
      restat: () => handle.restat(),
      close: () => {
        handle.close();
      },
    };
  }

  replaceFile(path: string, bytes: Uint8Array): void {
    durableReplace(this, path, bytes);
  }

  rename(from: string, to: string): void {
    this.#change(() => {
      this.#inner.rename(from, to);
    });
  }

  removeFile(path: string): void {
    this.#change(() => {
      this.#inner.removeFile(path);
    });
  }

  removeFolder(path: string): void {
    this.#change(() => {
      this.#inner.removeFolder(path);
    });
  }

  syncFolder(path: string): void {
    this.#change(() => {
      this.#inner.syncFolder(path);
    });
  }

  #change<T>(change: () => T, moment = this.#moment): T {
    this.#calls += 1;
    const fails = this.#calls === this.#failAt;
    if (fails && moment === 'before') throw new StudioError('IO_FAILED', 'injected before');
    const result = change();
    if (fails) throw new StudioError('IO_FAILED', 'injected after');
    return result;
  }
}
