import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { ioError } from '#core/node/io-errors.ts';
import type { Random } from '#core/ports/clock.ts';
import type { UploadedFile } from '#schemas/contract/views.ts';
import type { HandleRegistry } from './handles.ts';

/** All files of one upload together: what a person drops, not a way to move a disk. */
const MAX_UPLOAD_BYTES = 2 * 1024 * 1024 * 1024;
/** All uploads that are kept together; beyond, the oldest complete ones make room. */
const MAX_STAGED_BYTES = 4 * 1024 * 1024 * 1024;
const MAX_NAME_BYTES = 255;

export interface UploadLimits {
  readonly uploadBytes: number;
  readonly stagedBytes: number;
}

interface StagedFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly path: string;
  received: number;
}

interface Upload {
  readonly folder: string;
  readonly files: readonly StagedFile[];
  readonly sizeBytes: number;
  isFinished: boolean;
}

/**
 * Dropped files, received in ranges into a staging area of the host (architecture "Contract"). Each file must arrive
 * whole and in order; names are only labels here, files are stored under numbers.
 */
export class UploadStore {
  readonly #base: string;
  readonly #folder: string;
  readonly #random: Random;
  readonly #handles: HandleRegistry;
  readonly #limits: UploadLimits;
  readonly #uploads = new Map<string, Upload>();
  readonly #names = new Map<string, string>();

  constructor(
    configFolder: string,
    random: Random,
    handles: HandleRegistry,
    limits: UploadLimits = { uploadBytes: MAX_UPLOAD_BYTES, stagedBytes: MAX_STAGED_BYTES },
  ) {
    this.#base = join(configFolder, 'uploads');
    this.#folder = join(this.#base, `${process.pid}-${random.uuidV4()}`);
    this.#random = random;
    this.#handles = handles;
    this.#limits = limits;
  }

  /** Removes what hosts that no longer run have left. Never fails: leftovers cost space, nothing else. */
  sweep(): void {
    for (const name of namesIn(this.#base)) {
      const pid = Number(/^(?<pid>\d+)-/u.exec(name)?.groups?.['pid'] ?? Number.NaN);
      if (pid === process.pid || !isDead(pid)) continue;
      try {
        fs.rmSync(join(this.#base, name), { recursive: true, force: true });
      } catch {
        // The next start tries again.
      }
    }
  }

  /** @throws StudioError `UPLOAD_TOO_LARGE`, `UPLOAD_INVALID`, `IO_*` */
  begin(files: readonly { readonly name: string; readonly size_bytes: number }[]): string {
    for (const { name, size_bytes: sizeBytes } of files) {
      if (!isPlainName(name)) throw new StudioError('UPLOAD_INVALID', `"${name}" is not a plain file name`);
      if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
        throw new StudioError('UPLOAD_INVALID', `"${name}" has no size`);
    }
    const totalBytes = files.reduce((sum, file) => sum + file.size_bytes, 0);
    if (totalBytes > this.#limits.uploadBytes)
      throw new StudioError(
        'UPLOAD_TOO_LARGE',
        `${totalBytes} bytes are more than ${this.#limits.uploadBytes}`,
      );
    this.#makeRoom(totalBytes);
    const uploadId = this.#random.uuidV4();
    const folder = join(this.#folder, uploadId);
    const staged = files.map(({ name, size_bytes: sizeBytes }, position): StagedFile => {
      return { name, sizeBytes, path: join(folder, String(position)), received: 0 };
    });
    io('stage', () => {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const { path } of staged) fs.writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
    });
    this.#uploads.set(uploadId, { folder, files: staged, sizeBytes: totalBytes, isFinished: false });
    return uploadId;
  }

  /** @throws StudioError `HANDLE_UNKNOWN`, `UPLOAD_INVALID`, `IO_*` */
  append(uploadId: string, position: number, offset: number, bytes: Uint8Array): void {
    const file = this.#pending(uploadId).files[position];
    if (file === undefined || offset !== file.received || offset + bytes.length > file.sizeBytes) {
      throw new StudioError('UPLOAD_INVALID');
    }
    // Opened for each range: thousands of dropped files must not be thousands of open ones.
    io('receive', () => {
      const fd = fs.openSync(file.path, 'r+');
      try {
        for (let done = 0; done < bytes.length;)
          done += fs.writeSync(fd, bytes, done, bytes.length - done, offset + done);
      } finally {
        fs.closeSync(fd);
      }
    });
    file.received += bytes.length;
  }

  /** @throws StudioError `HANDLE_UNKNOWN`, `UPLOAD_INVALID` where a file is not complete */
  finish(uploadId: string): readonly UploadedFile[] {
    const upload = this.#pending(uploadId);
    if (upload.files.some((file) => file.received !== file.sizeBytes))
      throw new StudioError('UPLOAD_INVALID', 'a file did not arrive whole');
    upload.isFinished = true;
    return upload.files.map(({ path, name, sizeBytes }) => {
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
    this.#uploads.clear();
    this.#names.clear();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  #makeRoom(wantedBytes: number): void {
    let stagedBytes = [...this.#uploads.values()].reduce((sum, upload) => sum + upload.sizeBytes, 0);
    for (const [uploadId, upload] of this.#uploads) {
      if (stagedBytes + wantedBytes <= this.#limits.stagedBytes) return;
      if (!upload.isFinished) continue;
      fs.rmSync(upload.folder, { recursive: true, force: true });
      for (const { path } of upload.files) this.#names.delete(path);
      this.#uploads.delete(uploadId);
      stagedBytes -= upload.sizeBytes;
    }
    if (stagedBytes + wantedBytes > this.#limits.stagedBytes)
      throw new StudioError('UPLOAD_TOO_LARGE', 'Other uploads are under way; wait for them to finish.');
  }

  #pending(uploadId: string): Upload {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined || upload.isFinished) throw new StudioError('HANDLE_UNKNOWN');
    return upload;
  }
}

function isPlainName(name: string): boolean {
  return (
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    !/[\\/\0]/u.test(name) &&
    Buffer.byteLength(name) <= MAX_NAME_BYTES
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

/** Only where it is certain: a process that may not be asked is alive. */
function isDead(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'ESRCH';
  }
}

function io(action: string, work: () => void): void {
  try {
    work();
  } catch (failure) {
    throw ioError(failure, action, 'the uploads');
  }
}
