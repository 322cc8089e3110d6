/** Fields of a prelude as a test wants them; what is not given is what a sound pack has. */
export interface PreludeFields {
  readonly magic?: string;
  readonly schemaVersion?: number;
  readonly headerLen?: number;
  readonly payloadOffset?: bigint;
  readonly flags?: number;
  readonly reserved?: number;
  readonly checksum?: number;
}

export interface HostilePack {
  /** Header as text, or as bytes where it is not even UTF-8. */
  readonly header: string | Uint8Array;
  readonly payload?: Uint8Array;
  readonly slack?: Uint8Array;
  readonly prelude?: PreludeFields;
}

const encoder = new TextEncoder();

/** Bytes put one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A file laid out as asset-pack 1 says, with whatever the test puts in: written without the code under test. */
export function hostilePack({
  header,
  payload = new Uint8Array(),
  slack = new Uint8Array(),
  prelude = {},
}: HostilePack): Uint8Array<ArrayBuffer> {
  const headerBytes = typeof header === 'string' ? encoder.encode(header) : header;
  const first = new Uint8Array(32);
  const view = new DataView(first.buffer);
  first.set(encoder.encode(prelude.magic ?? 'ASPA').subarray(0, 4));
  view.setUint32(4, prelude.schemaVersion ?? 1, true);
  view.setUint32(8, prelude.headerLen ?? headerBytes.length, true);
  view.setBigUint64(12, prelude.payloadOffset ?? BigInt(32 + headerBytes.length + slack.length), true);
  view.setUint32(20, prelude.flags ?? 0, true);
  view.setUint32(24, prelude.reserved ?? 0, true);
  view.setUint32(28, prelude.checksum ?? 0, true);
  return concatBytes(first, headerBytes, slack, payload);
}

/** Bytes of hexadecimal text with any spacing, as a test types it. */
export function bytesOfHex(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replaceAll(/\s/g, '');
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits)) throw new Error('not hexadecimal');
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
}

/** A pack without assets, every byte typed by hand. */
export const EMPTY_PACK = bytesOfHex(`
  41535041 01000000 1f000000 3f00000000000000 00000000 00000000 00000000
  7b 22 61737365745f7461626c65 22 3a 5b5d 2c 22 7072656c6f6164 22 3a 5b5d 7d`);
