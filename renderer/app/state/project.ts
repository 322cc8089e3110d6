import { create } from 'zustand';
import type { ResultOf } from '#schemas/contract/contract.ts';
import type { StudioEvent } from '#schemas/contract/events.ts';
import type { OpenProject, ProjectStatus } from '#schemas/contract/views.ts';
import type { AssetList } from '#schemas/report/assets.ts';
import type { DoctorReport } from '#schemas/report/doctor.ts';
import type { AssetId } from '#schemas/scalars.ts';
import { formatDuration } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { client } from '../studio.ts';
import { ask, showError } from './errors.ts';
import { showPanel } from './view.ts';

/** Facts of the open project, as the host told them last. */
export interface ProjectState {
  readonly project: OpenProject | null;
  readonly opening: boolean;
  readonly status: ProjectStatus | null;
  readonly assets: AssetList | null;
  readonly doctor: DoctorReport | null;
  /** Latest events, oldest first. */
  readonly log: readonly StudioEvent[];
  /** Sequence of the last event that named an asset, by id; `touchedAll` for events that named none. */
  readonly touched: ReadonlyMap<AssetId, number>;
  readonly touchedAll: number;
}

const CLOSED: ProjectState = {
  project: null,
  opening: false,
  status: null,
  assets: null,
  doctor: null,
  log: [],
  touched: new Map(),
  touchedAll: 0,
};

export const useProject = create<ProjectState>(() => CLOSED);

const LOG_KEPT = 500;
/** Kinds after which rows, diagnostics and status may read differently. */
const CHANGING: ReadonlySet<StudioEvent['kind']> = new Set([
  'asset_discovered',
  'asset_changed',
  'diagnostics_updated',
  'action_applied',
  'build_finished',
  'watch_state',
]);

let following: AbortController | undefined;
/** Whether the pack that runs was asked for in this window. */
const asked = { pack: false };
const refresh: { running: Promise<void> | undefined; again: boolean } = { running: undefined, again: false };
/** How often an answer told the status itself: a reading that began before must not put back what it replaced. */
const told = { statuses: 0 };

/** Id of the open project; undefined where none is open. */
export function projectId(): string | undefined {
  return useProject.getState().project?.project_id;
}

export async function openFolder(folder: string): Promise<boolean> {
  return await takeProject('Opening the project', client().openProject({ folder }));
}

export async function openExample(): Promise<boolean> {
  return await takeProject('Opening the example', client().openExample({}));
}

async function takeProject(
  doing: string,
  reply: ReturnType<ReturnType<typeof client>['openProject']>,
): Promise<boolean> {
  useProject.setState({ opening: true });
  const project = await ask(doing, reply);
  useProject.setState({ opening: false });
  if (project === undefined) return false;
  const before = projectId();
  if (before !== undefined && before !== project.project_id) await closeProject();
  useProject.setState({ ...CLOSED, project });
  followProject();
  return true;
}

export async function closeProject(): Promise<void> {
  const id = projectId();
  following?.abort();
  useProject.setState(CLOSED);
  if (id !== undefined) await client().closeProject({ project_id: id });
}

/** Subscribes to the open project; a later call subscribes anew, as after a lost connection. */
export function followProject(): void {
  const project_id = projectId();
  following?.abort();
  if (project_id === undefined) return;
  const abort = new AbortController();
  following = abort;
  void client()
    .watchProject({ project_id }, (item) => takeItem(project_id, item), abort.signal)
    .then((ended) => {
      if (abort.signal.aborted || ended.ok || ended.error.code !== 'PROJECT_NOT_OPEN') return;
      useProject.setState(CLOSED);
      showError('Following the project', ended.error);
    });
  void refreshProject();
}

function takeItem(ofProject: string, item: ResultOf<'watchProject'>): void {
  if (projectId() !== ofProject) return;
  if (item.kind === 'snapshot') {
    useProject.setState({ status: item.status });
    return;
  }
  const { event } = item;
  useProject.setState((before) => {
    const touched =
      event.affected_assets.length === 0
        ? before.touched
        : new Map([...before.touched, ...event.affected_assets.map((id) => [id, event.sequence] as const)]);
    const changes = CHANGING.has(event.kind);
    return {
      log: event.kind === 'progress_updated' ? before.log : [...before.log, event].slice(-LOG_KEPT),
      touched,
      touchedAll:
        changes &&
        event.affected_assets.length === 0 &&
        event.kind !== 'watch_state' &&
        event.kind !== 'build_finished'
          ? event.sequence
          : before.touchedAll,
      status:
        event.watch !== undefined && before.status !== null
          ? { ...before.status, watch: event.watch }
          : before.status,
    };
  });
  if (event.kind === 'build_finished') void tellPack(ofProject);
  if (CHANGING.has(event.kind)) void refreshProject();
}

/** Says how a pack ended that a person asked for; packs on change speak through the status bar alone. */
async function tellPack(project_id: string): Promise<void> {
  if (!asked.pack) return;
  asked.pack = false;
  const status = await client().getProjectStatus({ project_id });
  const report = status.ok ? status.value.last_report : null;
  if (report === null) return;
  const { status: outcome, assets, duration_ms } = report;
  if (outcome === 'packed')
    showToast(
      'fine',
      `Packed ${assets.included} assets in ${formatDuration(duration_ms)}: ${assets.reused} reused, ${assets.packed} encoded.`,
    );
  else if (outcome === 'unchanged') showToast('fine', 'The pack was up to date: nothing was written.');
  else if (outcome === 'blocked') {
    const errors = report.diagnostics.filter((each) => each.severity === 'error').length;
    showToast(
      'error',
      errors === 1
        ? 'Not packed: 1 error stands in the way.'
        : `Not packed: ${errors} errors stand in the way.`,
    );
    showPanel('problems');
  } else if (outcome === 'failed')
    showError(
      'Packing',
      report.error ?? { code: 'INTERNAL', message: 'The pack run failed.', remedy: 'See the log.' },
    );
  else showToast('unknown', 'Packing was cancelled. The pack before is untouched.');
}

/**
 * Reads rows, diagnostics and status again: at once, and once more if something changed meanwhile, so that a saved
 * file shows without delay and a burst of a thousand costs two readings. Resolves when what is shown is no older
 * than this call.
 */
export function refreshProject(): Promise<void> {
  refresh.again = true;
  refresh.running ??= readWhileStale();
  return refresh.running;
}

async function readWhileStale(): Promise<void> {
  try {
    while (refresh.again) {
      refresh.again = false;
      await readProject();
    }
  } finally {
    refresh.running = undefined;
  }
}

async function readProject(): Promise<void> {
  const project_id = projectId();
  if (project_id === undefined) return;
  const toldBefore = told.statuses;
  const [assets, doctor, status] = await Promise.all([
    client().listAssets({ project_id }),
    client().diagnose({ project_id, whole: true }),
    client().getProjectStatus({ project_id }),
  ]);
  if (projectId() !== project_id) return;
  useProject.setState((before) => ({
    assets: assets.ok ? assets.value : before.assets,
    doctor: doctor.ok ? doctor.value : before.doctor,
    status: status.ok && told.statuses === toldBefore ? status.value : before.status,
    project:
      assets.ok && before.project !== null
        ? { ...before.project, initialised: assets.value.initialised }
        : before.project,
  }));
}

function takeStatus(status: ProjectStatus | undefined): void {
  if (status === undefined) return;
  told.statuses += 1;
  useProject.setState({ status });
}

export async function startPack(verifyRebuild = false): Promise<void> {
  const project_id = projectId();
  if (project_id === undefined) return;
  asked.pack = true;
  const started = await ask('Packing', client().startPack({ project_id, verify_rebuild: verifyRebuild }));
  if (started === undefined) asked.pack = false;
}

export async function setPackOnChange(enabled: boolean): Promise<void> {
  const project_id = projectId();
  if (project_id === undefined) return;
  takeStatus(await ask('Changing pack on change', client().setPackOnChange({ project_id, enabled })));
  await refreshProject();
}

export async function rescan(): Promise<void> {
  const project_id = projectId();
  if (project_id === undefined) return;
  takeStatus(await ask('Scanning the workspace again', client().rescan({ project_id })));
  await refreshProject();
}
