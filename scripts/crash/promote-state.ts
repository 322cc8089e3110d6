/** The outputs of a version, by name. `preload.json` is the same in all of them. */
export function outputsOf(version: string): ReadonlyMap<string, Uint8Array> {
  return new Map([
    ['assets.pa', Buffer.from(`pack ${version} `.repeat(1200))],
    ['asset_table.json', Buffer.from(`table ${version}`)],
    ['preload.json', Buffer.from('[]')],
    ['asset_table_metadata.json', Buffer.from(`metadata ${version}`)],
  ]);
}

export function registryOf(version: string): Uint8Array {
  return Buffer.from(`registry ${version}\n`);
}
