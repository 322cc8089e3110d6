import * as fs from 'node:fs';

/**
 * What tells one running process from any other, also after its number was given to a new one. Fields that the
 * platform does not tell are empty.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** Ticks since boot at which the process started. */
  readonly startTicks: string;
  /** Changes with every boot. */
  readonly bootId: string;
  /** Process numbers mean something only inside one of these (containers). */
  readonly pidSpace: string;
}

/** `unknown`: a process of another machine or container, about which only its sign of life tells. */
export type Liveness = 'alive' | 'dead' | 'unknown';

function readQuietly(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function linkQuietly(path: string): string {
  try {
    return fs.readlinkSync(path);
  } catch {
    return '';
  }
}

/** Field 22 of `/proc/<pid>/stat`; the name in field 2 may hold spaces and parentheses. */
function startTicksOf(pid: number): string {
  const text = readQuietly(`/proc/${pid}/stat`);
  const afterName = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return afterName[19] ?? '';
}

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    startTicks: startTicksOf(process.pid),
    bootId: readQuietly('/proc/sys/kernel/random/boot_id'),
    pidSpace: linkQuietly('/proc/self/ns/pid'),
  };
}

/** Whether the process still runs. `dead` is only said where it is certain. */
export function livenessOf(other: ProcessIdentity, own: ProcessIdentity = ownIdentity()): Liveness {
  if (other.bootId !== own.bootId || other.pidSpace !== own.pidSpace) return 'unknown';
  if (!Number.isSafeInteger(other.pid) || other.pid <= 0) return 'unknown';
  try {
    process.kill(other.pid, 0);
  } catch (failure) {
    const denied = failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
    if (!denied) return 'dead';
  }
  const startTicks = startTicksOf(other.pid);
  if (other.startTicks === '' || startTicks === '') return 'alive';
  return startTicks === other.startTicks ? 'alive' : 'dead';
}
