import { checkMetadataCollisions } from '#core/workspace/header-metadata.ts';
import { completeDiagnostic } from '../complete-diagnostic.ts';
import { NO_DIAGNOSTICS, type AssetRule } from '../rule.ts';

/** What the payload format says of the declaration alone, and metadata keys that collide (asset-pack 2 and 4). */
export const checkBankDeclaration: AssetRule = (asset) => {
  const { scanned, bankFormat } = asset;
  if (scanned?.declaration.kind !== 'ok' || bankFormat === undefined) return NO_DIAGNOSTICS;
  const declaration = scanned.declaration.document.value;
  const found = [
    ...checkMetadataCollisions(declaration, bankFormat),
    ...bankFormat.checkDeclaration(declaration),
  ];
  return found.length === 0
    ? NO_DIAGNOSTICS
    : found.map((diagnostic) => completeDiagnostic(diagnostic, asset));
};
