import { StudioError } from '#core/errors.ts';
import { REGISTRY_PATH } from '#core/workspace/workspace-paths.ts';
import type { Handlers } from '#schemas/contract/contract.ts';
import { listBankLanes } from '../bank-lanes.ts';
import { encodeBase64 } from '../base64.ts';
import type { LiveProject } from '../live-project.ts';
import type { StudioServices } from '../studio-services.ts';
import { suggestAssets } from '../suggest-assets.ts';
import { getAssetDetails, listAssets, toDoctorReport } from '../workspace-queries.ts';

type WorkspaceMethods =
  | 'listAssets'
  | 'getAssetDetails'
  | 'diagnose'
  | 'listBanks'
  | 'previewAsset'
  | 'readPreviewSamples'
  | 'previewAction'
  | 'applyAction'
  | 'purgeQuarantine'
  | 'undoAction'
  | 'suggestAssets';

/** Methods about assets: reading them, previewing them, changing them (asset-workspace 3). */
export function workspaceHandlers({ projects, sourceOf }: StudioServices): Pick<Handlers, WorkspaceMethods> {
  return {
    async listAssets({ project_id }) {
      const { live } = projects.get(project_id);
      return listAssets(live.session, await live.state(), live.packed);
    },
    async getAssetDetails({ project_id, asset_id: assetId, root }) {
      const { live } = projects.get(project_id);
      if (assetId === undefined && root === undefined) throw new StudioError('ASSET_NOT_FOUND');
      const which = assetId === undefined ? { root: root ?? '' } : { assetId };
      return getAssetDetails(await live.state(), live.packed, which);
    },
    async diagnose({ project_id, whole }) {
      const state = await projects.get(project_id).live.state();
      if (whole) return toDoctorReport(state.diagnostics);
      // The managed world: registered assets and the registry itself.
      const managed = state.diagnostics.filter(
        ({ asset_id, file }) => asset_id !== undefined || file === undefined || file === REGISTRY_PATH,
      );
      return toDoctorReport(managed);
    },
    async listBanks({ project_id }) {
      const { live } = projects.get(project_id);
      return { lanes: [...listBankLanes(await live.state(), live.packed)] };
    },
    async previewAsset({ project_id, asset_id }) {
      const { live, previews } = projects.get(project_id);
      return await previews.preview(await live.state(), asset_id);
    },
    async readPreviewSamples({ project_id, revision, index, offset, length }) {
      const { previews } = projects.get(project_id);
      return { data_base64: encodeBase64(previews.readSamples(revision, index, offset, length)) };
    },
    previewAction: async ({ project_id, action }) =>
      await projects.get(project_id).live.actions.preview(action),
    async applyAction({ project_id, plan_id, consent }) {
      const { live } = projects.get(project_id);
      const result = await live.actions.apply(plan_id, consent);
      await lookAgain(live);
      return result;
    },
    async purgeQuarantine({ project_id, plan_id, sha256 }) {
      const { live } = projects.get(project_id);
      const result = await live.actions.purge(plan_id, sha256);
      await lookAgain(live);
      return result;
    },
    async undoAction({ project_id, undo_id }) {
      const { live } = projects.get(project_id);
      const result = await live.actions.undo(undo_id);
      await lookAgain(live);
      return result;
    },
    async suggestAssets({ project_id, files }) {
      const { live } = projects.get(project_id);
      const { snapshot } = await live.state();
      const taken = new Set([
        ...snapshot.assets.map(({ entry }) => entry.root),
        ...snapshot.unregistered.map(({ root }) => root),
      ]);
      return {
        suggestions: [
          ...suggestAssets(
            files.map((handle) => ({ handle, source: sourceOf(handle) })),
            taken,
          ),
        ],
      };
    },
  };
}

/** What was done is done, whether or not a look at it succeeds; a failure is told as an event. */
async function lookAgain(live: LiveProject): Promise<void> {
  await live.refresh().catch(() => undefined);
}
