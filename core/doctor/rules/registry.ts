import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { REGISTRY_PATH } from '#core/workspace/workspace-paths.ts';
import type { WorkspaceRule } from '../rule.ts';

/** Registry missing, unreadable or newer, and what reading a usable one found (asset-workspace 4). */
export const checkRegistry: WorkspaceRule = ({ snapshot: { registry } }) => {
  if (registry.kind !== 'missing') return registry.diagnostics;
  return [
    makeDiagnostic('REGISTRY_MISSING', {
      file: REGISTRY_PATH,
      message: `There is no ${REGISTRY_PATH}.`,
      fixId: 'init-workspace',
    }),
  ];
};
