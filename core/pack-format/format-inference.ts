import { memberOf } from '#core/json/json-value.ts';
import type { FormatId } from '#schemas/scalars.ts';
import type { ReadEntry } from './entry.ts';
import { GLYPH, SCENE } from './layout.ts';

/**
 * The payload format of an entry, which the header does not name (asset-pack 2). Undefined where the bank type is
 * not known.
 * @param firstBytes the first four bytes of the payload; called for `SCENE` only
 */
export function inferFormat(entry: ReadEntry, firstBytes: () => Uint8Array): FormatId | undefined {
  const { bankType, metadata } = entry;
  switch (bankType) {
    case 'GLYPH': {
      const carriesKey =
        metadata !== undefined && GLYPH.metadataKeys.some((key) => Object.hasOwn(metadata, key));
      return carriesKey ? 'GLYPH/indexed_v1' : 'GLYPH/raw_v1';
    }
    case 'SOUNDS':
      return metadata !== undefined && memberOf(metadata, 'samples') !== undefined
        ? 'SOUNDS/pcm16le_v1'
        : 'SOUNDS/raw_v1';
    case 'SCENE': {
      const bytes = firstBytes();
      return SCENE.magic.every((byte, index) => bytes[index] === byte) ? 'SCENE/tilemap_v1' : 'SCENE/raw_v1';
    }
    case undefined:
      return undefined;
  }
}
