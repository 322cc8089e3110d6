import type { ReadHandle } from '#core/ports/file-system.ts';

/** Bytes of a pack that are read in ranges: nothing that reads a pack needs it in memory (asset-pack 2). */
export interface PackSource {
  readonly size: number;
  /** Bytes from `offset` on; fewer than `length` only where the source ends before. */
  readAt(offset: number, length: number): Uint8Array;
  /** As `readAt`, into the caller's memory; returns how many bytes. Absent: `readAt` is used. */
  readInto?(offset: number, target: Uint8Array): number;
  /** True when the source is no longer what it was when it was opened (reliability H10). */
  hasChanged?(): boolean;
}

/** A pack that is in memory. */
export function packSourceOfBytes(bytes: Uint8Array): PackSource {
  return {
    size: bytes.length,
    readAt: (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** A pack in an open file. The caller closes the handle. */
export function packSourceOfHandle(handle: ReadHandle): PackSource {
  const readInto = (offset: number, target: Uint8Array): number => {
    let done = 0;
    while (done < target.length) {
      const count = handle.readAt(
        offset + done,
        done === 0 ? target : target.subarray(done),
        target.length - done,
      );
      if (count === 0) break;
      done += count;
    }
    return done;
  };
  return {
    size: handle.stat.size,
    readInto,
    readAt(offset, length) {
      const target = new Uint8Array(Math.max(0, Math.min(length, handle.stat.size - offset)));
      return target.subarray(0, readInto(offset, target));
    },
    hasChanged() {
      const now = handle.restat();
      const before = handle.stat;
      return (
        now.size !== before.size ||
        now.mtimeNs !== before.mtimeNs ||
        now.ctimeNs !== before.ctimeNs ||
        now.inode !== before.inode
      );
    },
  };
}
