import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, lstatSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from '../measure.ts';

/** The least that finding out "nothing changed" can cost: every folder listed, every file asked for its facts. */
export function walkPeer(folder: string): Contender {
  return {
    name: 'walk + lstat',
    run: () => {
      const pending = [folder];
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        for (const entry of readdirSync(next, { withFileTypes: true })) {
          const path = join(next, entry.name);
          if (entry.isDirectory()) pending.push(path);
          else lstatSync(path);
        }
      }
    },
  };
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** The least that a new durable file can cost: copied, hashed on the way, flushed. */
export function copyHashPeer(source: string, target: string): Contender {
  return {
    name: 'copy + SHA-256 + fsync',
    prepare: () => rmSync(target, { force: true }),
    run: () => {
      const chunk = new Uint8Array(CHUNK_BYTES);
      const hash = createHash('sha256');
      const from = openSync(source, 'r');
      const to = openSync(target, 'wx');
      for (let length = readSync(from, chunk); length > 0; length = readSync(from, chunk)) {
        const read = chunk.subarray(0, length);
        hash.update(read);
        for (let at = 0; at < length;) at += writeSync(to, read, at);
      }
      hash.digest('hex');
      fsyncSync(to);
      closeSync(to);
      closeSync(from);
    },
  };
}
