import { portabilityOfName, type PortabilityProblem } from '#core/bytes/portability.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { listInnerNames, listOuterNames, type NameSource } from '../name-sources.ts';
import type { WorkspaceRule } from '../rule.ts';

const REASONS: Readonly<Record<PortabilityProblem, string>> = {
  'reserved-name': 'is reserved by Windows',
  'reserved-character': 'has a character that Windows refuses',
  'trailing-dot-or-space': 'ends with a dot or a space',
  'control-character': 'has a control character',
  'bidirectional-character': 'has a character that reorders text',
};

/** Matches every path that has a problem and few others: most paths are done with one look. */
const SUSPICIOUS =
  // eslint-disable-next-line no-control-regex -- control characters are part of what is looked for
  /[\u0000-\u001f"*:<>?\\|\u007f-\uffff]|[. ](?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com|lpt)/i;

/** Names that do not work on every platform (asset-workspace 4, reliability H7). One finding a name. */
export const checkNamePortability: WorkspaceRule = ({ snapshot, scope }) => {
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const source of listOuterNames(snapshot, scope)) judgeSource(source, seen, found);
  for (const source of listInnerNames(snapshot, scope)) judgeSource(source, seen, found);
  return found;
};

function judgeSource({ base, assetId, paths }: NameSource, seen: Set<string>, found: Diagnostic[]): void {
  for (const relative of paths) {
    if (!SUSPICIOUS.test(relative)) continue;
    let path = base;
    for (const name of relative.split('/')) {
      path = `${path}/${name}`;
      if (seen.has(path)) continue;
      seen.add(path);
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
  }
}
