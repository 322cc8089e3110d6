import { createHash, hash } from 'node:crypto';
import { asStudioError, StudioError } from '#core/errors.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import { sameFileStat } from '../disk-handles.ts';
import { openDiskTree } from '../disk-tree.ts';
import { HASH_BUFFER_BYTES } from '../node-hash.ts';
import type { DigestFilesResult, DigestFilesTask, FileOutcome } from './worker-tasks.ts';

const ATTEMPTS = 2;
let sharedBuffer: Uint8Array | undefined;

/** Reads and hashes the files of a task; each file through one open, each failure as data. */
export function digestFiles(task: DigestFilesTask): DigestFilesResult {
  const tree = openDiskTree(task.root);
  const sink = task.keepBytes ? new ByteCollector(task.memory) : undefined;
  const files = task.paths.map((path) => outcomeOf(tree, path, sink));
  return { files, bytes: sink?.bytes() ?? new Uint8Array() };
}

function outcomeOf(tree: ReadTree, path: string, sink: ByteCollector | undefined): FileOutcome {
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const outcome = digestOnce(tree, path, sink);
      if (outcome !== undefined) return outcome;
    }
    throw new StudioError('FILE_CHANGED', `"${path}" changed while it was read`, { path });
  } catch (failure) {
    const { code, message } = asStudioError(failure);
    return { ok: false, code, message };
  }
}

/** Undefined when the file changed under the reading (reliability H10); what was collected of it is dropped. */
function digestOnce(tree: ReadTree, path: string, sink: ByteCollector | undefined): FileOutcome | undefined {
  const handle = tree.openRead(path);
  const { stat } = handle;
  const offset = sink?.length ?? 0;
  let complete = false;
  try {
    const buffer = sink?.reserve(stat.size) ?? readBuffer();
    const whole = buffer.byteLength >= stat.size;
    const sha256 = whole
      ? digestSmall(handle.readAt(0, buffer, stat.size), buffer, stat.size)
      : digestLarge((position) => handle.readAt(position, buffer, buffer.byteLength), buffer, stat.size);
    complete = sha256 !== undefined && sameFileStat(stat, handle.restat());
    return complete && sha256 !== undefined ? { ok: true, sha256, stat, offset } : undefined;
  } finally {
    handle.close();
    if (!complete) sink?.truncate(offset);
  }
}

function digestSmall(count: number, buffer: Uint8Array, sizeBytes: number): string | undefined {
  return count === sizeBytes ? hash('sha256', buffer.subarray(0, sizeBytes), 'hex') : undefined;
}

function digestLarge(
  read: (position: number) => number,
  buffer: Uint8Array,
  sizeBytes: number,
): string | undefined {
  const digest = createHash('sha256');
  let position = 0;
  while (position < sizeBytes) {
    const count = read(position);
    if (count === 0) return undefined;
    digest.update(buffer.subarray(0, count));
    position += count;
  }
  return position === sizeBytes ? digest.digest('hex') : undefined;
}

/** One buffer for a worker's life: fresh pages would cost as much as the hashing. */
function readBuffer(): Uint8Array {
  sharedBuffer ??= new Uint8Array(HASH_BUFFER_BYTES);
  return sharedBuffer;
}

/** Bytes of many files behind each other, in one buffer that can be handed over without copying. */
class ByteCollector {
  #buffer: Uint8Array;
  #length = 0;

  /** @param memory to begin with; more is taken where it is too small */
  constructor(memory: ArrayBuffer = new ArrayBuffer(1024 * 1024)) {
    this.#buffer = new Uint8Array(memory);
  }

  get length(): number {
    return this.#length;
  }

  /** Room for a file of this size at the end, counted as taken. */
  reserve(sizeBytes: number): Uint8Array {
    const end = this.#length + sizeBytes;
    if (end > this.#buffer.byteLength) {
      const grown = new Uint8Array(Math.max(end, this.#buffer.byteLength * 2));
      grown.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = grown;
    }
    const room = this.#buffer.subarray(this.#length, end);
    this.#length = end;
    return room;
  }

  truncate(length: number): void {
    this.#length = length;
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
}
