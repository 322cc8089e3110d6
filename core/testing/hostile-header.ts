/** Members of an entry, in the order in which they are written. */
export interface EntryMembers {
  readonly [key: string]: unknown;
}

/** A raw sound of `size` bytes at `offset`, members in canonical order. */
export function soundEntry(
  id: number,
  offset: number,
  size: number,
  change: EntryMembers = {},
): EntryMembers {
  return {
    asset_id: id,
    asset_name: `s${id}`,
    bank_type: 'SOUNDS',
    codec: 'NONE',
    decoded_size: size,
    metadata: {},
    offset,
    size,
    ...change,
  };
}

export const GLYPH_METADATA = {
  height: 256,
  palette_authored: 1,
  palette_count: 64,
  tile_size: 8,
  width: 256,
};

/** A glyph bank of 34,816 bytes at 0. */
export function glyphEntry(
  id: number,
  metadata: EntryMembers = GLYPH_METADATA,
  change: EntryMembers = {},
): EntryMembers {
  return {
    asset_id: id,
    asset_name: `g${id}`,
    bank_type: 'GLYPH',
    codec: 'NONE',
    decoded_size: 67584,
    metadata,
    offset: 0,
    size: 34816,
    ...change,
  };
}

/** One sample of two frames, keys sorted. */
export function sampleRecord(change: EntryMembers = {}): EntryMembers {
  const members = Object.entries({ frames: 2, length: 4, offset: 0, sample_rate: 22050, ...change });
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A sound bank with `id` 1 at 0. */
export function sampleBankEntry(samples: unknown, size: number, change: EntryMembers = {}): EntryMembers {
  const count = typeof samples === 'object' && samples !== null ? Object.keys(samples).length : 0;
  return soundEntry(1, 0, size, { metadata: { channels: 1, sample_count: count, samples, ...change } });
}

/** Header text, members as given: canonical where those of the entries are. */
export function headerText(table: readonly unknown[], preload: readonly unknown[] = []): string {
  return `{"asset_table":${JSON.stringify(table)},"preload":${JSON.stringify(preload)}}`;
}
/** Payload bytes that mean nothing. */
export function fillBytes(length: number): Uint8Array {
  return new Uint8Array(length).fill(0x5a);
}
