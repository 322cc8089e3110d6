import type { BankType, FormatId, JsonObject } from '#schemas/scalars.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { GLYPH } from '#core/pack-format/layout.ts';
import { checkArtifactsPresent } from '../artifact-order.ts';
import type { BankDiagnostic, BankFormat } from '../bank-format.ts';
import { isCount, ownMember } from '../json-shape.ts';

/** Directive in `output.metadata` that gives the resident size and does not reach the header (asset-pack 4.4). */
export const DECODED_SIZE_KEY = 'decoded_size';

/** Keys by which a reader infers the format that is not raw (asset-pack 2). */
const FORMAT_MARKS: Readonly<Record<BankType, readonly string[]>> = {
  GLYPH: GLYPH.metadataKeys,
  SOUNDS: ['samples'],
  SCENE: [],
};

function checkRawDeclaration(declaration: AssetDeclaration, bankType: BankType): readonly BankDiagnostic[] {
  const found: BankDiagnostic[] = [...checkArtifactsPresent(declaration)];
  const { artifacts } = declaration;
  const [only] = artifacts;
  if (artifacts.length > 1) {
    found.push({
      code: 'ARTIFACT_COUNT',
      message: `A raw asset has exactly one artifact; this one declares ${String(artifacts.length)}.`,
      pointer: '/artifacts',
    });
  } else if (only !== undefined && only.index !== 0) {
    found.push({
      code: 'ARTIFACT_COUNT',
      message: `The artifact of a raw asset has index 0; "${only.file}" has ${String(only.index)}.`,
      pointer: '/artifacts/0/index',
    });
  }
  const declared = ownMember(declaration.output.metadata, DECODED_SIZE_KEY);
  if (declared !== undefined && !isCount(declared)) {
    found.push({
      code: 'METADATA_INVALID',
      message: `output.metadata.${DECODED_SIZE_KEY} is ${JSON.stringify(declared)}, not a number of bytes.`,
      pointer: `/output/metadata/${DECODED_SIZE_KEY}`,
    });
  }
  for (const key of FORMAT_MARKS[bankType]) {
    if (ownMember(declaration.output.metadata, key) === undefined) continue;
    found.push({
      code: 'RAW_TAKEN_FOR_FORMAT',
      message: `output.metadata declares "${key}", by which readers of the pack take a ${bankType} asset for a bank of its own format.`,
      pointer: `/output/metadata/${key}`,
    });
  }
  return found;
}

function rawHeaderMetadata(declaration: AssetDeclaration): JsonObject {
  const entries = Object.entries(declaration.output.metadata ?? {});
  return Object.fromEntries(entries.filter(([key]) => key !== DECODED_SIZE_KEY));
}

function rawDecodedSize(declaration: AssetDeclaration, sizeBytes: number): number {
  const declared = ownMember(declaration.output.metadata, DECODED_SIZE_KEY);
  return isCount(declared) ? declared : sizeBytes;
}

/** A raw format: the exact bytes of its one artifact, for any bank type (asset-pack 4.4). */
export function rawFormat(format: Extract<FormatId, `${string}/raw_v1`>, bankType: BankType): BankFormat {
  return {
    format,
    bankType,
    encoderVersion: 1,
    reservedMetadataKeys: [],
    listPipelineInputs: () => [],
    checkDeclaration: (declaration) => checkRawDeclaration(declaration, bankType),
    headerMetadata: rawHeaderMetadata,
    maxInputBytes: Number.MAX_SAFE_INTEGER,
    produce: { kind: 'copy', decodedSize: rawDecodedSize },
  };
}
