import { StudioError, asStudioError } from '#core/errors.ts';
import { isReplaceTemp, sweepReplaceTempsBelow } from '#core/node/sweep-temps.ts';
import { canonicalJsonBytes } from '#core/json/canonical.ts';
import { createTimeSlice } from '#core/node/time-slice.ts';
import {
  needsConsent,
  type ActionPlan,
  type PlanContext,
  type PlanStep,
  type SourceFile,
} from '#core/workspace/mutations/action-plan.ts';
import { applyPlan } from '#core/workspace/mutations/apply-plan.ts';
import { undoSteps, type UndoStep } from '#core/workspace/mutations/undo-steps.ts';
import { planAction } from '#core/workspace/mutations/plan-action.ts';
import { QUARANTINE_FOLDER } from '#core/workspace/quarantine.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { ASSETS_FOLDER, projectPathOfFile, REGISTRY_PATH } from '#core/workspace/workspace-paths.ts';
import type { Action, ActionPreview, ActionResult, PlannedEdit } from '#schemas/contract/actions.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { WorkspaceState } from './examine-workspace.ts';
import type { ProjectSession } from './project-session.ts';
import { SAFE_FIXES } from './safe-fixes.ts';
import { withWriteLane, type LaneOptions } from './write-lane.ts';

/** Previews that can still be applied, and actions that can still be undone. */
const KEPT_PLANS = 32;
const KEPT_UNDOS = 64;
/** Larger texts are not shown as a difference. */
const MAX_SHOWN_BYTES = 256 * 1024;

interface KeptPlan {
  readonly plan: ActionPlan;
  readonly kind: Action['kind'];
  /** Digest of the plan, as its preview told it. */
  readonly sha256: string;
  /** What killed replaces left in the workspace; removed with the plan. */
  readonly temps: readonly string[];
}

interface AppliedAction {
  readonly title: string;
  readonly affectedAssets: readonly number[];
  readonly steps: readonly UndoStep[];
}

/** Preview, apply and undo of every mutation of one project (asset-workspace 3). */
export class ActionService {
  readonly #session: ProjectSession;
  readonly #sourceOf: (handle: string) => SourceFile;
  readonly #plans = new Map<string, KeptPlan>();
  readonly #undos = new Map<string, AppliedAction>();

  /** @param sourceOf what a file handle stands for; throws `HANDLE_UNKNOWN` */
  constructor(session: ProjectSession, sourceOf: (handle: string) => SourceFile) {
    this.#session = session;
    this.#sourceOf = sourceOf;
  }

  /**
   * What an action would do, from a fresh look at the workspace.
   * @throws StudioError `PROJECT_READ_ONLY`, `ASSET_NOT_FOUND`, `HANDLE_UNKNOWN`, `FIX_NOT_AVAILABLE`
   */
  async preview(action: Action): Promise<ActionPreview> {
    this.#session.requireWritable();
    const state = await this.#session.examine({ scope: 'whole' });
    const plan = planAction(this.#context(state), action);
    const planId = this.#session.ports.random.uuidV4();
    const sha256 = this.#session.ports.hash.sha256Hex(planBytes(plan));
    const temps = replaceTemps(state.snapshot);
    keep(this.#plans, planId, { plan, kind: action.kind, sha256, temps }, KEPT_PLANS);
    return toPreview({ planId, sha256 }, plan, state.diagnostics);
  }

  /**
   * Carries out a previewed plan under the write lane; plans of a purge are refused, `purge` is for them.
   * @param consent a person agreed to what moves or is deleted
   * @throws StudioError `PLAN_EXPIRED`, `ACTION_BLOCKED`, `PROJECT_LOCKED`, `TARGET_EXISTS`, `FILE_CHANGED`, `IO_*`
   */
  async apply(planId: string, consent: boolean, lane: Omit<LaneOptions, 'verb'> = {}): Promise<ActionResult> {
    if (this.#plans.get(planId)?.kind === 'purge') {
      throw new StudioError('ACTION_BLOCKED', 'Purging is confirmed at the host.', { blockers: ['gesture'] });
    }
    return await this.#carryOut(planId, consent, lane);
  }

  /**
   * Carries out the plan of a purge, which a person confirmed at the host (architecture "Contract").
   * @param sha256 the digest that was confirmed: `plan_sha256` of the preview
   * @throws StudioError `PLAN_EXPIRED` where the plan is no purge or has another digest, else as `apply`
   */
  async purge(planId: string, sha256: string, lane: Omit<LaneOptions, 'verb'> = {}): Promise<ActionResult> {
    const kept = this.#plans.get(planId);
    if (kept?.kind !== 'purge' || kept.sha256 !== sha256) throw new StudioError('PLAN_EXPIRED');
    return await this.#carryOut(planId, true, lane);
  }

  async #carryOut(planId: string, consent: boolean, lane: Omit<LaneOptions, 'verb'>): Promise<ActionResult> {
    this.#session.requireWritable();
    const kept = this.#plans.get(planId);
    if (kept === undefined) throw new StudioError('PLAN_EXPIRED');
    const { plan, temps } = kept;
    if (plan.blockers.length > 0)
      throw new StudioError('ACTION_BLOCKED', plan.blockers.join(' '), { blockers: [...plan.blockers] });
    if (needsConsent(plan) && !consent) {
      throw new StudioError('ACTION_BLOCKED', 'Folders move or are deleted: this needs consent.', {
        blockers: ['consent'],
      });
    }
    this.#plans.delete(planId);
    const operationId = this.#session.ports.random.uuidV4();
    const { tree, folder, events } = this.#session;
    // The lock lives beside the registry; a project that is being initialised has no place for it yet.
    const lockable = tree.stat('assets/.prometeu')?.kind === 'directory';
    const work = async () => {
      for (const path of temps) tree.removeFile(path);
      sweepReplaceTempsBelow(tree, QUARANTINE_FOLDER);
      return await applyPlan(tree, plan, createTimeSlice(lane.signal));
    };
    try {
      if (!lockable) tree.makeFolder('assets/.prometeu');
      const undo = await withWriteLane(folder.root, { ...lane, verb: plan.title }, work);
      if (undo !== null) {
        keep(
          this.#undos,
          operationId,
          { title: plan.title, affectedAssets: plan.affectedAssets, steps: undo },
          KEPT_UNDOS,
        );
      }
      events.emit('action_applied', {
        operationId,
        summary: plan.title,
        affectedAssets: plan.affectedAssets,
      });
      return {
        operation_id: operationId,
        title: plan.title,
        affected_assets: [...plan.affectedAssets],
        registered: plan.registered.map((entry) => ({ ...entry })),
        undo_id: undo === null ? null : operationId,
      };
    } catch (error) {
      events.emit('action_failed', {
        operationId,
        summary: `${plan.title}: ${asStudioError(error).message}`,
        affectedAssets: plan.affectedAssets,
      });
      throw error;
    }
  }

  /** Preview and apply in one go, for hosts where naming the action is the consent (the command line). */
  async perform(action: Action, lane: Omit<LaneOptions, 'verb'> = {}): Promise<ActionResult> {
    const { plan_id: planId } = await this.preview(action);
    return await this.#carryOut(planId, true, lane);
  }

  /** Takes an action back. @throws StudioError `PLAN_EXPIRED` where it cannot be taken back any more, `FILE_CHANGED` */
  async undo(undoId: string): Promise<ActionResult> {
    this.#session.requireWritable();
    const applied = this.#undos.get(undoId);
    if (applied === undefined)
      throw new StudioError('PLAN_EXPIRED', 'This action cannot be taken back any more.');
    const title = `Undo: ${applied.title}`;
    const { tree, folder, events } = this.#session;
    const left = await withWriteLane(folder.root, { verb: title }, () =>
      Promise.resolve(undoSteps(tree, applied.steps)),
    );
    this.#undos.delete(undoId);
    const affected = [...applied.affectedAssets];
    if (left.length > 0) {
      events.emit('action_failed', { operationId: undoId, summary: title, affectedAssets: affected });
      throw new StudioError(
        'FILE_CHANGED',
        `These changed since and were left as they are: ${left.join(', ')}`,
        { paths: [...left] },
      );
    }
    events.emit('action_applied', { operationId: undoId, summary: title, affectedAssets: affected });
    return { operation_id: undoId, title, affected_assets: affected, registered: [], undo_id: null };
  }

  #context(state: WorkspaceState): PlanContext {
    return {
      snapshot: state.snapshot,
      diagnostics: state.diagnostics,
      tree: this.#session.tree,
      random: this.#session.ports.random,
      sourceOf: this.#sourceOf,
    };
  }
}

/** Files below `assets/` that killed replaces left (reliability C1), as a scan of everything saw them. */
function replaceTemps(snapshot: WorkspaceSnapshot): readonly string[] {
  const loose = [...snapshot.looseFiles.keys()].map((path) => `${ASSETS_FOLDER}/${path}`);
  const roots = [...snapshot.assets.map(({ scanned }) => scanned), ...snapshot.unregistered];
  const inRoots = roots.flatMap((found) =>
    found === undefined ? [] : [...found.files.keys()].map((file) => projectPathOfFile(found.root, file)),
  );
  return [...loose, ...inRoots].filter(isReplaceTemp);
}

function keep<T>(map: Map<string, T>, key: string, value: T, limit: number): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) return;
    map.delete(oldest);
  }
}

/**
 * What the digest of a plan is over: its title, and the kinds and paths of its steps in order. Names with a lone
 * surrogate have no canonical JSON; they are digested as they are shown.
 */
function planBytes(plan: ActionPlan): Uint8Array {
  const steps = plan.steps.map((step) => {
    const { kind } = step;
    if (kind === 'move') return { kind, from: step.from.toWellFormed(), to: step.to.toWellFormed() };
    const path = step.path.toWellFormed();
    return kind === 'copy' ? { kind, from: step.from.toWellFormed(), path } : { kind, path };
  });
  return canonicalJsonBytes({ title: plan.title.toWellFormed(), steps });
}

function toPreview(
  { planId, sha256 }: { readonly planId: string; readonly sha256: string },
  plan: ActionPlan,
  diagnostics: readonly Diagnostic[],
): ActionPreview {
  const affected = new Set(plan.affectedAssets);
  return {
    plan_id: planId,
    plan_sha256: sha256,
    title: plan.title,
    affected_assets: [...plan.affectedAssets],
    creates: plan.steps.flatMap(createdBy),
    edits: plan.steps.flatMap(editOf),
    moves: plan.steps.flatMap((step) => (step.kind === 'move' ? [{ from: step.from, to: step.to }] : [])),
    deletes: plan.steps.flatMap((step) => (step.kind === 'remove_folder' ? [step.path] : [])),
    blockers: [...plan.blockers],
    warnings: [...plan.warnings],
    safe_fixes: diagnostics.filter(
      ({ asset_id, fix_id }) =>
        fix_id !== undefined && SAFE_FIXES.has(fix_id) && asset_id !== undefined && affected.has(asset_id),
    ),
    needs_consent: needsConsent(plan),
  };
}

function createdBy(step: PlanStep): readonly string[] {
  if (step.kind === 'copy_in' || step.kind === 'copy') return [step.path];
  return step.kind === 'write' && step.before === null ? [step.path] : [];
}

function editOf(step: PlanStep): readonly PlannedEdit[] {
  if (step.kind !== 'write') return [];
  // The registry of a large project is no use as a text; that it changes is said by its path.
  const shown = (bytes: Uint8Array | null): string | null =>
    bytes === null || bytes.length > MAX_SHOWN_BYTES ? null : new TextDecoder().decode(bytes);
  return step.before === null && step.path !== REGISTRY_PATH
    ? []
    : [{ path: step.path, before: shown(step.before), after: shown(step.after) }];
}
