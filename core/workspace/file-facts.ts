import type { FileStat } from '#core/ports/file-system.ts';
import type { FileFacts } from '#schemas/workspace/cache.ts';

/** Kernel clocks that stamp files tick at 100 Hz or faster; twice that is what a stamp may lag behind. */
const FINE_GRANULARITY_NS = 20_000_000n;
/** File systems with whole-second stamps round to up to two seconds. */
const COARSE_GRANULARITY_NS = 2_000_000_000n;
const NS_PER_SECOND = 1_000_000_000n;

/** Facts of a file as `cache.json` keeps them. */
export function factsOfStat(stat: FileStat): FileFacts {
  return {
    size: stat.size,
    mtime_ns: stat.mtimeNs.toString(),
    ctime_ns: stat.ctimeNs.toString(),
    inode: stat.inode.toString(),
  };
}

/** True where a file is, as far as its facts tell, the version that was recorded (asset-workspace 6). */
export function factsEqual(recorded: FileFacts, stat: FileStat): boolean {
  return (
    recorded.size === stat.size &&
    recorded.mtime_ns === stat.mtimeNs.toString() &&
    recorded.ctime_ns === stat.ctimeNs.toString() &&
    recorded.inode === stat.inode.toString()
  );
}

/** The same between two looks at a file. */
export function statsEqual(before: FileStat, now: FileStat): boolean {
  return (
    before.size === now.size &&
    before.mtimeNs === now.mtimeNs &&
    before.ctimeNs === now.ctimeNs &&
    before.inode === now.inode &&
    before.kind === now.kind
  );
}

function granularityNs(stampNs: bigint): bigint {
  return stampNs % NS_PER_SECOND === 0n ? COARSE_GRANULARITY_NS : FINE_GRANULARITY_NS;
}

/**
 * "Racily clean" (asset-workspace 6): the file may have changed again within the same tick of its clock after it was
 * looked at, so that equal facts prove nothing and it is read again.
 * @param observedAtNs clock at or before the moment when the bytes were read
 */
export function isRacilyClean(stat: FileStat, observedAtNs: bigint): boolean {
  const sinceContentNs = observedAtNs - stat.mtimeNs;
  const mtimeGranularityNs = granularityNs(stat.mtimeNs);
  // A stamp far in the future was set by hand; a change of content would still move ctime.
  if (sinceContentNs <= mtimeGranularityNs && sinceContentNs >= -mtimeGranularityNs) return true;
  return observedAtNs - stat.ctimeNs <= granularityNs(stat.ctimeNs);
}
