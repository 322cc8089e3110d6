const ENCODER = new TextEncoder();

/** Two-space JSON with a final newline, keys in the order of the value (asset-workspace 2: readable in a diff). */
export function prettyJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function prettyJsonBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return ENCODER.encode(prettyJson(value));
}
