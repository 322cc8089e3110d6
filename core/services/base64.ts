/** Bytes as base64, for ranges that travel in JSON (architecture "Contract"). */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** The other way; the text was checked against its schema before. */
export function decodeBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}
