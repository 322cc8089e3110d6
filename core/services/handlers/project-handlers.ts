import type { Handlers } from '#schemas/contract/contract.ts';
import { exampleFolderOf, type StudioServices } from '../studio-services.ts';
import { gateChecks } from '../pack-gate.ts';
import { blockingTest } from '#core/doctor/blocking.ts';
import { planPreloadOfSnapshot } from '#core/workspace/preload-plan.ts';
import { followStream } from './follow-stream.ts';

type ProjectMethods =
  | 'openProject'
  | 'openExample'
  | 'closeProject'
  | 'getProjectStatus'
  | 'startPack'
  | 'validatePack'
  | 'setPackOnChange'
  | 'rescan'
  | 'watchProject';

/** Methods about a project as a whole: opening, packing, watching. */
export function projectHandlers({
  environment,
  handles,
  projects,
  settings,
}: StudioServices): Pick<Handlers, ProjectMethods> {
  const open = async (path: string) => {
    const opened = await projects.open(path);
    settings.rememberProject(projects.get(opened.project_id).live.session.folder.root);
    return opened;
  };
  return {
    openProject: async ({ folder }) => await open(handles.pathOf('folder', folder)),
    openExample: async () => await open(exampleFolderOf(environment)),
    async closeProject({ project_id }) {
      await projects.close(project_id);
      return {};
    },
    getProjectStatus: async ({ project_id }) => projects.get(project_id).live.status(),
    async startPack({ project_id, verify_rebuild }) {
      const { live } = projects.get(project_id);
      live.session.requireWritable();
      return { job_id: live.startPack(verify_rebuild) };
    },
    async validatePack({ project_id }) {
      const state = await projects.get(project_id).live.refresh();
      return {
        gate: [...gateChecks(state.diagnostics.filter(blockingTest(state.snapshot)))],
        diagnostics: [...state.diagnostics],
        preload: planPreloadOfSnapshot(state.snapshot).assignments.map(({ assetId, slot }) => ({
          asset_id: assetId,
          slot,
        })),
      };
    },
    async setPackOnChange({ project_id, enabled }) {
      const { live } = projects.get(project_id);
      live.setPackOnChange(enabled);
      return live.status();
    },
    async rescan({ project_id }) {
      const { live } = projects.get(project_id);
      await live.rescan();
      return live.status();
    },
    async watchProject({ project_id }, onItem, signal) {
      const { live } = projects.get(project_id);
      const { events } = live.session;
      await followStream(signal, () => {
        // Snapshot and subscription in one turn: no event can fall between them.
        onItem({ kind: 'snapshot', sequence: events.sequence, status: live.status() });
        return events.subscribe((event) => {
          onItem({ kind: 'event', event });
        });
      });
    },
  };
}
