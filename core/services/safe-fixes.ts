import { StudioError } from '#core/errors.ts';
import type { DoctorScope } from '#core/doctor/rule.ts';
import type { FixId } from '#schemas/errors/codes.ts';
import type { Action } from '#schemas/contract/actions.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { ActionService } from './action-service.ts';
import type { ProjectSession } from './project-session.ts';
import type { LaneOptions } from './write-lane.ts';

/**
 * Fixes that need no decision: each has one outcome and loses nothing of what people made (asset-workspace 3, "safe
 * fixes"). Left to a person: what to register, which of two copies keeps its identity, what to take out of a
 * declaration, how two channels become one.
 */
export const SAFE_FIXES: ReadonlySet<FixId> = new Set<FixId>([
  'init-workspace',
  'raise-next-asset-id',
  'relocate-to-found-root',
  'set-codec-none',
  'renumber-artifacts',
  'clear-preload-slot',
  'disable-preload',
  'set-slice-grid',
  'set-palettes-auto',
  'insert-transparent-entry',
  'remove-artifact-palette',
]);

export interface FixRequest {
  readonly scope: DoctorScope;
  readonly lane?: Omit<LaneOptions, 'verb'>;
}

/** What was fixed, and what is left. */
export interface FixedWorkspace {
  readonly fixed: readonly Diagnostic[];
  readonly left: readonly Diagnostic[];
}

/**
 * `doctor --fix`: applies the safe fixes one after the other, looking again after each. Every diagnostic is tried
 * once, so that it ends whatever a fix does.
 * @throws StudioError `PROJECT_READ_ONLY`, `PROJECT_LOCKED`, `CANCELLED`, `IO_*`; a fix that does not apply is passed over
 */
export async function applySafeFixes(
  session: ProjectSession,
  actions: ActionService,
  request: FixRequest,
): Promise<FixedWorkspace> {
  const { scope, lane } = request;
  const signal = lane?.signal;
  const tried = new Set<string>();
  const fixed: Diagnostic[] = [];
  for (;;) {
    const { diagnostics } = await session.examine({ scope, signal });
    const next = diagnostics.find((diagnostic) => isSafe(diagnostic) && !tried.has(keyOf(diagnostic)));
    const action = next === undefined ? undefined : fixActionOf(next);
    if (next === undefined || action === undefined) return { fixed, left: diagnostics };
    tried.add(keyOf(next));
    try {
      await actions.perform(action, lane);
      fixed.push(next);
    } catch (error) {
      if (
        !(error instanceof StudioError) ||
        (error.code !== 'FIX_NOT_AVAILABLE' && error.code !== 'ACTION_BLOCKED')
      )
        throw error;
    }
  }
}

function isSafe({ fix_id: fixId }: Diagnostic): boolean {
  return fixId !== undefined && SAFE_FIXES.has(fixId);
}

function keyOf({ code, fix_id: fixId, asset_id: assetId, file, pointer, message }: Diagnostic): string {
  return JSON.stringify([code, fixId, assetId, file, pointer, message]);
}

/** The action that applies the fix of a diagnostic; undefined where it has none. */
export function fixActionOf({
  code,
  fix_id: fixId,
  asset_id: assetId,
  file,
  pointer,
}: Diagnostic): Action | undefined {
  if (fixId === undefined) return undefined;
  return {
    kind: 'apply_fix',
    fix_id: fixId,
    code,
    ...(assetId === undefined ? {} : { asset_id: assetId }),
    ...(file === undefined ? {} : { file }),
    ...(pointer === undefined ? {} : { pointer }),
  };
}
