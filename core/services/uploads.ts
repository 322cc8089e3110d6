import { mkdirSync, rmSync, writeSync, openSync, closeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StudioError } from '#core/errors.ts';
import type { Random } from '#core/ports/clock.ts';
import type { UploadedFile } from '#schemas/contract/views.ts';
import type { HandleRegistry } from './handles.ts';

/** All files of one upload together: what a person drops, not a way to move a disk. */
const MAX_UPLOAD_BYTES = 2 * 1024 * 1024 * 1024;

interface PendingFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly path: string;
  readonly fd: number;
  received: number;
}

/**
 * Dropped files, received in ranges into a staging area of the host (architecture "Contract"). Each file must arrive
 * whole and in order; names are only labels here, files are stored under numbers.
 */
export class UploadStore {
  readonly #folder: string;
  readonly #random: Random;
  readonly #handles: HandleRegistry;
  readonly #pending = new Map<string, readonly PendingFile[]>();
  readonly #names = new Map<string, string>();

  constructor(configFolder: string, random: Random, handles: HandleRegistry) {
    this.#folder = join(configFolder, 'uploads', `${process.pid}-${random.uuidV4()}`);
    this.#random = random;
    this.#handles = handles;
  }

  /** @throws StudioError `UPLOAD_TOO_LARGE`, `UPLOAD_INVALID` */
  begin(files: readonly { readonly name: string; readonly size_bytes: number }[]): string {
    const totalBytes = files.reduce((sum, file) => sum + file.size_bytes, 0);
    if (totalBytes > MAX_UPLOAD_BYTES)
      throw new StudioError('UPLOAD_TOO_LARGE', `${totalBytes} bytes are more than ${MAX_UPLOAD_BYTES}`);
    for (const { name } of files) {
      if (name !== basename(name) || name === '.' || name === '..' || /[\\/\0]/u.test(name)) {
        throw new StudioError('UPLOAD_INVALID', `"${name}" is not a plain file name`);
      }
    }
    const uploadId = this.#random.uuidV4();
    const folder = join(this.#folder, uploadId);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#pending.set(
      uploadId,
      files.map(({ name, size_bytes: sizeBytes }, position) => {
        const path = join(folder, String(position));
        return { name, sizeBytes, path, fd: openSync(path, 'wx', 0o600), received: 0 };
      }),
    );
    return uploadId;
  }

  /** @throws StudioError `HANDLE_UNKNOWN`, `UPLOAD_INVALID` */
  append(uploadId: string, position: number, offset: number, bytes: Uint8Array): void {
    const file = this.#filesOf(uploadId)[position];
    if (file === undefined || offset !== file.received || offset + bytes.length > file.sizeBytes) {
      throw new StudioError('UPLOAD_INVALID');
    }
    for (let done = 0; done < bytes.length;)
      done += writeSync(file.fd, bytes, done, bytes.length - done, offset + done);
    file.received += bytes.length;
  }

  /** @throws StudioError `HANDLE_UNKNOWN`, `UPLOAD_INVALID` where a file is not complete */
  finish(uploadId: string): readonly UploadedFile[] {
    const files = this.#filesOf(uploadId);
    if (files.some((file) => file.received !== file.sizeBytes))
      throw new StudioError('UPLOAD_INVALID', 'a file did not arrive whole');
    this.#pending.delete(uploadId);
    return files.map(({ fd, path, name, sizeBytes }) => {
      closeSync(fd);
      this.#names.set(path, name);
      return { handle: this.#handles.offer('file', path), name, size_bytes: sizeBytes };
    });
  }

  /** The name under which a person knows the file. */
  nameOf(path: string): string {
    return this.#names.get(path) ?? basename(path);
  }

  /** Removes the staging area. */
  close(): void {
    for (const files of this.#pending.values()) for (const { fd } of files) closeSync(fd);
    this.#pending.clear();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #filesOf(uploadId: string): readonly PendingFile[] {
    const files = this.#pending.get(uploadId);
    if (files === undefined) throw new StudioError('HANDLE_UNKNOWN');
    return files;
  }
}
