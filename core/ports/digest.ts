/** Incremental SHA-256. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** Lower-case hexadecimal; the object is used up. */
  hex(): string;
}

/** Where SHA-256 comes from: native in Node, `@noble/hashes` elsewhere. */
export interface HashProvider {
  create(): Sha256;
  /** Digest of one buffer, lower-case hexadecimal. */
  sha256Hex(bytes: Uint8Array): string;
}
