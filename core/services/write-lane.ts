import { openProjectLock, type HeldLock, type LockOwner } from '#core/node/project-lock.ts';

/** How long a mutation waits for another process before it says who holds the lane. */
const WAIT_MS = 30_000;

export interface LaneOptions {
  /** What is being done, for those who wait. */
  readonly verb: string;
  readonly signal?: AbortSignal | undefined;
  readonly waitMs?: number | undefined;
  /** Told once when somebody else holds the lane. */
  readonly onWait?: ((owner: LockOwner | undefined) => void) | undefined;
}

/**
 * The one serialised write lane of a project, across processes (asset-workspace 3, reliability C5).
 * @throws StudioError `PROJECT_LOCKED` with the holder, `CANCELLED`, and what `work` throws
 */
export async function withWriteLane<T>(
  root: string,
  options: LaneOptions,
  work: (held: HeldLock) => Promise<T>,
): Promise<T> {
  const held = await openProjectLock(root).acquire({
    verb: options.verb,
    waitMs: options.waitMs ?? WAIT_MS,
    ...(options.onWait === undefined ? {} : { onWait: options.onWait }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  try {
    return await work(held);
  } finally {
    held.release();
  }
}

/** One line about who holds the lane. */
export function describeOwner(owner: LockOwner | undefined): string {
  if (owner === undefined) return 'another process';
  return owner.ownProcess ? `${owner.verb} in this process` : `${owner.verb} in process ${owner.pid}`;
}
