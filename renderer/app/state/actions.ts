import { create } from 'zustand';
import type { Action, ActionPreview, ActionResult } from '#schemas/contract/actions.ts';
import type { Reply } from '#schemas/contract/contract.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { showToast } from '../../ui/toast-store.ts';
import { client } from '../studio.ts';
import { ask, showError } from './errors.ts';
import { projectId, refreshProject } from './project.ts';

interface PendingPreview {
  readonly kind: 'preview';
  readonly preview: ActionPreview;
  readonly answer: (agreed: boolean) => void;
}

/** The host printed a one-time code to its terminal; undefined takes the confirmation back. */
interface PendingCode {
  readonly kind: 'code';
  readonly title: string;
  readonly answer: (code: string | undefined) => void;
}

export type PendingQuestion = PendingPreview | PendingCode;

interface ActionState {
  /** A preview or a request for a code that waits for a person. */
  readonly pending: PendingQuestion | null;
  /** What can be undone in this window, latest last. */
  readonly undoable: readonly {
    readonly projectId: string;
    readonly undoId: string;
    readonly title: string;
  }[];
}

export const useActions = create<ActionState>(() => ({ pending: null, undoable: [] }));

let lane: Promise<unknown> = Promise.resolve();
/** Actions that were asked for and have not ended yet. */
let underWay = 0;
/** Edits that wait for the person to pause before they become actions. */
const held = new Set<() => void>();

function inLane<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  const run = lane.then(work).finally(() => {
    underWay -= 1;
  });
  lane = run.catch(() => undefined);
  return run;
}

/** Announces an edit that `write` turns into an action later, so that undo does not overtake it; the answer ends that. */
export function holdEdit(write: () => void): () => void {
  held.add(write);
  return () => held.delete(write);
}

/** Whether there is something to undo in the project, counting what is still being written. */
export function canUndo(ofProject: string | undefined): boolean {
  const { undoable } = useActions.getState();
  return (
    ofProject !== undefined &&
    (held.size > 0 || underWay > 0 || undoable.some((entry) => entry.projectId === ofProject))
  );
}

/**
 * Previews and applies an action (asset-workspace 3), one after the other. A person is asked where `confirm` is
 * `always`, where something moves or is deleted, or where the preview has blockers or warnings; otherwise it is
 * applied at once and can be undone. `told` says what was done in the person's words, else the host's title does.
 * Undefined where it was not applied.
 */
export function runAction(
  action: Action,
  confirm: 'always' | 'where-needed' = 'where-needed',
  told?: string,
): Promise<ActionResult | undefined> {
  return inLane(() => perform(action, confirm, told));
}

/** Previews the mechanical fix of a diagnostic; it is applied when the person agrees. */
export function runFix(diagnostic: Diagnostic): Promise<ActionResult | undefined> {
  const { fix_id, code, asset_id, file, pointer } = diagnostic;
  if (fix_id === undefined) return Promise.resolve(undefined);
  return runAction(
    {
      kind: 'apply_fix',
      fix_id,
      code,
      ...(asset_id === undefined ? {} : { asset_id }),
      ...(file === undefined ? {} : { file }),
      ...(pointer === undefined ? {} : { pointer }),
    },
    'always',
  );
}

async function perform(
  action: Action,
  confirm: 'always' | 'where-needed',
  told: string | undefined,
): Promise<ActionResult | undefined> {
  const project_id = projectId();
  if (project_id === undefined) return undefined;
  for (let attempt = 0; ; attempt += 1) {
    const preview = await ask('Previewing the change', client().previewAction({ project_id, action }));
    if (preview === undefined) return undefined;
    const asks =
      confirm === 'always' ||
      preview.needs_consent ||
      preview.blockers.length > 0 ||
      preview.warnings.length > 0;
    if (asks && !(await agree(preview))) return undefined;
    const applied =
      action.kind === 'purge'
        ? await purge(project_id, preview)
        : await client().applyAction({ project_id, plan_id: preview.plan_id, consent: asks });
    if (applied === undefined) return undefined;
    if (applied.ok) {
      tell(project_id, applied.value, told ?? applied.value.title);
      await refreshProject();
      return applied.value;
    }
    // The workspace moved on between preview and apply: what nobody had to agree to is simply previewed again.
    if (applied.error.code === 'PLAN_EXPIRED' && !asks && attempt < 3) continue;
    showError(preview.title, applied.error);
    return undefined;
  }
}

/** Applies the plan of a purge, which is confirmed at the host; undefined where the person gave no code. */
async function purge(
  project_id: string,
  { plan_id, plan_sha256: sha256, title }: ActionPreview,
): Promise<Reply<ActionResult> | undefined> {
  const params = { project_id, plan_id, sha256 };
  let reply = await client().purgeQuarantine(params);
  // A code that ran out while the person typed is followed by a fresh one.
  while (!reply.ok && reply.error.code === 'GESTURE_REQUIRED') {
    const code = await askForCode(title);
    if (code === undefined) return undefined;
    reply = await client().purgeQuarantine(params, code);
  }
  return reply;
}

function askForCode(title: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    useActions.setState({
      pending: {
        kind: 'code',
        title,
        answer: (code) => {
          useActions.setState({ pending: null });
          resolve(code);
        },
      },
    });
  });
}

function agree(preview: ActionPreview): Promise<boolean> {
  return new Promise((resolve) => {
    useActions.setState({
      pending: {
        kind: 'preview',
        preview,
        answer: (agreed) => {
          useActions.setState({ pending: null });
          resolve(agreed);
        },
      },
    });
  });
}

function tell(ofProject: string, result: ActionResult, title: string): void {
  const undoId = result.undo_id;
  if (undoId === null) {
    showToast('fine', title);
    return;
  }
  useActions.setState((before) => ({
    undoable: [...before.undoable, { projectId: ofProject, undoId, title }].slice(-50),
  }));
  showToast('fine', title, { title: 'Undo', run: () => void undo(undoId) });
}

/** Takes back the action `undoId`, or the latest one of the open project: after all that was asked for before. */
export async function undo(undoId?: string): Promise<void> {
  for (const write of held) write();
  await inLane(() => takeBack(undoId));
}

async function takeBack(undoId: string | undefined): Promise<void> {
  const project_id = projectId();
  const entry = useActions
    .getState()
    .undoable.findLast(
      (each) => each.projectId === project_id && (undoId === undefined || each.undoId === undoId),
    );
  if (project_id === undefined || entry === undefined) return;
  useActions.setState((before) => ({ undoable: before.undoable.filter((each) => each !== entry) }));
  const result = await ask(
    `Undoing “${entry.title}”`,
    client().undoAction({ project_id, undo_id: entry.undoId }),
  );
  if (result === undefined) return;
  showToast('fine', `Undone: ${entry.title}`);
  await refreshProject();
}
