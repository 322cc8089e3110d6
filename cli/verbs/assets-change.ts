import { assertNever, asStudioError } from '#core/errors.ts';
import type { WorkspaceState } from '#core/services/examine-workspace.ts';
import type { ProjectSession } from '#core/services/project-session.ts';
import { findOneAsset } from '#core/services/workspace-queries.ts';
import { addressOfRoot } from '#core/workspace/address.ts';
import { EXIT_CODES } from '#schemas/errors/catalogue.ts';
import type { Action } from '#schemas/contract/actions.ts';
import { failedMutationReport, type MutationReport } from '#schemas/report/mutation.ts';
import { actionsOf, type CommandActions } from '../action-services.ts';
import {
  resolveAnyRoots,
  resolveAssetIds,
  resolveQuarantine,
  resolveUnregisteredRoots,
  rootOf,
} from '../asset-references.ts';
import { withSession } from '../open-session.ts';
import { ProgressLine } from '../progress.ts';
import { formatMutationReport } from '../reporters/human/mutation.ts';
import { styleFor } from '../reporters/human/style.ts';
import { writeJson } from '../reporters/json.ts';
import type { Call, Verb } from '../verb.ts';

/** The changes whose whole meaning is which assets they name. */
export const SIMPLE_CHANGES = [
  'register',
  'adopt',
  'forget',
  'include',
  'exclude',
  'quarantine',
  'restore',
  'purge',
] as const;
export type SimpleChange = (typeof SIMPLE_CHANGES)[number];

export interface ReferenceOptions {
  readonly project?: string | undefined;
  readonly asset?: readonly string[];
  readonly root?: readonly string[];
  readonly quarantine?: readonly string[];
}

export interface RelocateOptions {
  readonly project?: string | undefined;
  readonly asset: string;
  readonly to: string;
}

export interface DuplicateOptions {
  readonly project?: string | undefined;
  readonly asset: string;
  readonly root: string;
  readonly name?: string;
}

/** Actions to be carried out one after the other, and what a person should know about them. */
export interface PlannedChange {
  readonly actions: readonly Action[];
  readonly warnings: readonly string[];
}

export type PlanChange<Options> = (
  look: {
    readonly session: ProjectSession;
    readonly state: WorkspaceState;
    readonly offer: CommandActions['offer'];
  },
  options: Options,
) => PlannedChange;

function simpleAction(
  change: SimpleChange,
  session: ProjectSession,
  state: WorkspaceState,
  options: ReferenceOptions,
): Action {
  switch (change) {
    case 'register':
    case 'adopt':
      return { kind: change, roots: [...resolveUnregisteredRoots(state, options)] };
    case 'forget':
      return { kind: 'forget', asset_ids: [...resolveAssetIds(state, options)] };
    case 'include':
    case 'exclude':
      return {
        kind: 'set_inclusion',
        asset_ids: [...resolveAssetIds(state, options)],
        included: change === 'include',
      };
    case 'quarantine':
      return { kind: 'quarantine', roots: [...resolveAnyRoots(state, options)] };
    case 'restore':
    case 'purge':
      return { kind: change, quarantine_ids: [...resolveQuarantine(session.tree, options)] };
    default:
      return assertNever(change);
  }
}

/** A verb that changes registry or workspace: looks, plans, applies. Naming the change is the consent to it. */
export function changeVerb<Options extends { readonly project?: string | undefined }>(
  plan: PlanChange<Options>,
): Verb<Options> {
  return {
    failure: (error) => {
      const blockers = error.data?.['blockers'];
      return failedMutationReport(error, Array.isArray(blockers) ? blockers.map(String) : []);
    },
    run: async (call, options) =>
      await withSession(call.terminal, options, async (session) => {
        const { terminal, json } = call;
        const { actions, offer } = actionsOf(session, terminal.cwd);
        session.requireWritable();
        const state = await session.examine({ scope: 'whole', signal: terminal.signal });
        const planned = plan({ session, state, offer }, options);
        const report = await carryOut(call, actions, planned);
        if (json) writeJson(terminal.out, report);
        else terminal.out.write(formatMutationReport(report, styleFor(terminal)));
        return EXIT_CODES.ok;
      }),
  };
}

async function carryOut(
  { terminal }: Call,
  service: CommandActions['actions'],
  planned: PlannedChange,
): Promise<MutationReport> {
  const lane = { signal: terminal.signal, onWait: new ProgressLine(terminal).waitFor };
  const report: MutationReport = {
    status: 'done',
    actions: [],
    affected_assets: [],
    registered: [],
    blockers: [],
    warnings: [...planned.warnings],
  };
  const undoIds: string[] = [];
  try {
    for (const action of planned.actions) {
      const preview = await service.preview(action);
      report.warnings.push(...preview.warnings);
      // Naming the verb is the consent, to a purge too.
      const result =
        action.kind === 'purge'
          ? await service.purge(preview.plan_id, preview.plan_sha256, lane)
          : await service.apply(preview.plan_id, true, lane);
      if (result.undo_id !== null) undoIds.unshift(result.undo_id);
      report.actions.push(result.title);
      report.affected_assets.push(...result.affected_assets);
      report.registered.push(
        ...result.registered.map((entry) => ({ ...entry, address: addressOfRoot(entry.root) })),
      );
    }
  } catch (thrown) {
    // One command is one change: what its first actions did is taken back.
    for (const undoId of undoIds) await service.undo(undoId);
    throw asStudioError(thrown);
  }
  return report;
}

/** `assets register|adopt|forget|include|exclude|quarantine|restore|purge`. */
export function simpleChangeVerb(change: SimpleChange): Verb<ReferenceOptions> {
  return changeVerb(({ session, state }, options) => ({
    actions: [simpleAction(change, session, state, options)],
    warnings: [],
  }));
}

export const relocateVerb: Verb<RelocateOptions> = changeVerb(({ state }, { asset, to }) => ({
  actions: [{ kind: 'relocate', asset_id: findOneAsset(state, asset).entry.asset_id, root: rootOf(to) }],
  warnings: [],
}));

export const duplicateVerb: Verb<DuplicateOptions> = changeVerb(({ state }, { asset, root, name }) => ({
  actions: [
    {
      kind: 'duplicate',
      asset_id: findOneAsset(state, asset).entry.asset_id,
      root: rootOf(root),
      ...(name === undefined ? {} : { name }),
    },
  ],
  warnings: [],
}));
