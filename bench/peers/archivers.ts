import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasProgram, runProgram, type Contender } from '../measure.ts';

/** A contender that packs a folder into one file with another tool, or the name of the tool that is not here. */
export type Peer = Contender | { readonly missing: string };

/** Contenders that can run here, and the tools that cannot. */
export function available(peers: readonly Peer[]): {
  readonly contenders: Contender[];
  readonly missing: string[];
} {
  return {
    contenders: peers.filter((peer): peer is Contender => 'run' in peer),
    missing: peers.flatMap((peer) => ('missing' in peer ? [peer.missing] : [])),
  };
}

/** `tar --sort=name` of a whole tree. */
export function tarPeer(folder: string, output: string): Peer {
  if (!hasProgram('tar')) return { missing: 'tar' };
  return {
    name: 'tar',
    prepare: () => rmSync(output, { force: true }),
    run: () => runProgram('tar', ['--sort=name', '-cf', output, '-C', folder, '.']),
  };
}

/** `zip -0`: stored, nothing compressed. */
export function zipPeer(folder: string, output: string): Peer {
  if (!hasProgram('zip')) return { missing: 'zip' };
  return {
    name: 'zip -0',
    prepare: () => rmSync(output, { force: true }),
    run: () => runProgram('zip', ['-0', '-r', '-q', output, '.'], folder),
  };
}

const ASAR_SCRIPT = fileURLToPath(new URL('./asar-pack.ts', import.meta.url));

/** `createPackage` of `@electron/asar` in a process of its own, on the payload files alone. */
export function asarPeer(folder: string, output: string): Peer {
  return {
    name: 'asar',
    prepare: () => rmSync(output, { force: true }),
    run: () => runProgram(process.execPath, [ASAR_SCRIPT, folder, output]),
  };
}
