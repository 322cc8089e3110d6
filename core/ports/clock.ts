/** Time as a service, so that tests and determinism checks can fix it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Nanoseconds since the epoch. */
  nowNs(): bigint;
}

/** Randomness as a service: version 4 UUIDs and operation ids. */
export interface Random {
  uuidV4(): string;
}
