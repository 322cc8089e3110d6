import type { BankDiagnostic, BankFormat } from '#core/banks/bank-format.ts';
import { StudioError } from '#core/errors.ts';
import { escapePointerToken } from '#core/json/json-pointer.ts';
import { defineMember } from '#core/json/json-value.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';

/** Key of the metadata root under which `output.codec_configuration` stands (asset-pack 2). */
export const CODEC_KEY = 'codec';

/**
 * Keys of `output.metadata` that the packer or `codec` writes as well: each fails the build (asset-pack 2). `codec`
 * is written exactly when `codec_configuration` is declared, even as `{}`, so only then does it collide.
 */
export function checkMetadataCollisions(
  declaration: AssetDeclaration,
  format: BankFormat,
): readonly BankDiagnostic[] {
  const author = declaration.output.metadata;
  if (author === undefined) return [];
  const written = declaration.output.codec_configuration === undefined ? [] : [CODEC_KEY];
  return [...new Set([...format.reservedMetadataKeys, ...written])]
    .filter((key) => Object.hasOwn(author, key))
    .map((key) => ({
      code: 'METADATA_COLLISION',
      message: `output.metadata declares "${key}", which the packer writes.`,
      pointer: `/output/metadata/${escapePointerToken(key)}`,
      fixId: 'remove-metadata-key',
    }));
}

/**
 * `metadata` of an asset table entry: what the author declares, less the format's directives, what the bank adds, and
 * `codec` (asset-pack 2). `output.pipeline` stays out.
 * @param bankMetadata keys that encoding added
 * @throws StudioError `INTERNAL` where keys collide: `checkMetadataCollisions` is asked before anything is encoded
 */
export function mergeHeaderMetadata(
  declaration: AssetDeclaration,
  format: BankFormat,
  bankMetadata: JsonObject,
): JsonObject {
  const merged: Record<string, unknown> = {};
  addMembers(merged, format.headerMetadata(declaration));
  addMembers(merged, bankMetadata);
  const { codec_configuration: codec } = declaration.output;
  if (codec !== undefined) addMembers(merged, { [CODEC_KEY]: codec });
  return merged;
}

function addMembers(target: Record<string, unknown>, source: JsonObject): void {
  for (const [key, value] of Object.entries(source)) {
    if (Object.hasOwn(target, key))
      throw new StudioError('INTERNAL', `two sources write the metadata key "${key}"`);
    defineMember(target, key, value);
  }
}
