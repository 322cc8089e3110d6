import type { EntryKind, FileStat } from '#core/ports/file-system.ts';

/** One file, folder, link or device of a memory tree. */
export interface MemoryInode {
  readonly id: bigint;
  readonly kind: EntryKind;
  bytes: Uint8Array;
  readonly entries: Map<string, MemoryInode>;
  readonly target: string;
  mtimeNs: bigint;
  ctimeNs: bigint;
  unreadable: boolean;
}

export function statOf(inode: MemoryInode): FileStat {
  return {
    kind: inode.kind,
    size: inode.kind === 'file' ? inode.bytes.byteLength : 0,
    mtimeNs: inode.mtimeNs,
    ctimeNs: inode.ctimeNs,
    inode: inode.id,
  };
}

/** Deterministic shuffle: the order in which a directory lists is never the order of creation (reliability D1). */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const result = [...items];
  let state = (seed ^ 0x9e3779b9) >>> 0;
  for (let last = result.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    const [a, b] = [result[last], result[other]];
    if (a === undefined || b === undefined) continue;
    result[last] = b;
    result[other] = a;
  }
  return result;
}
