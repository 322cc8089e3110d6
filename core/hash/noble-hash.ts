import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '#core/bytes/hex.ts';
import type { HashProvider } from '#core/ports/digest.ts';

/** SHA-256 where there is no native one: workers of a browser, tests of pure code. */
export const nobleHash: HashProvider = {
  create() {
    const state = sha256.create();
    return {
      update: (bytes) => {
        state.update(bytes);
      },
      hex: () => toHex(state.digest()),
    };
  },
  sha256Hex: (bytes) => toHex(sha256(bytes)),
};
