import { portabilityOfName, type PortabilityProblem } from '#core/bytes/portability.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { listNamedPlaces } from '../named-places.ts';
import type { WorkspaceRule } from '../rule.ts';

const REASONS: Readonly<Record<PortabilityProblem, string>> = {
  'reserved-name': 'is reserved by Windows',
  'reserved-character': 'has a character that Windows refuses',
  'trailing-dot-or-space': 'ends with a dot or a space',
  'control-character': 'has a control character',
  'bidirectional-character': 'has a character that reorders text',
};

/** Names that do not work on every platform (asset-workspace 4, reliability H7). One finding a name. */
export const checkNamePortability: WorkspaceRule = ({ snapshot, scope }) => {
  const found: Diagnostic[] = [];
  for (const { path, name, assetId } of listNamedPlaces(snapshot, scope)) {
    const problems = portabilityOfName(name);
    if (problems.length === 0) continue;
    found.push(
      makeDiagnostic('NAME_NOT_PORTABLE', {
        assetId,
        file: path,
        message: `The name "${name}" ${problems.map((problem) => REASONS[problem]).join(', ')}.`,
      }),
    );
  }
  return found;
};
