import { StudioError } from '#core/errors.ts';
import { LOCK_FOLDER } from '#core/node/project-lock.ts';
import { recoverSet, STAGING_NAME } from '#core/node/promote-set.ts';
import { BUILD_FOLDER } from '#core/packer/output-files.ts';
import type { ProjectSession } from './project-session.ts';
import { withWriteLane } from './write-lane.ts';

/**
 * What every start does with a project: a promotion that a crash cut short is rolled forward or back (asset-pack 3),
 * so that whoever looks finds the old set or the new one. While another process holds the lane there is nothing to
 * mend: the set is in its hands. A project that cannot be written is left as it is.
 * @throws StudioError `IO_*`
 */
export async function recoverOutputs(session: ProjectSession): Promise<void> {
  const { tree, folder } = session;
  if (folder.readOnlyReason !== undefined || tree.stat(`${BUILD_FOLDER}/${STAGING_NAME}`) === undefined)
    return;
  if (tree.stat(LOCK_FOLDER)?.kind !== 'directory') return;
  try {
    await withWriteLane(folder.root, { verb: 'recover', waitMs: 0 }, () => {
      // A set that somebody changed by hand after a crash is nothing to build on: the next pack is a clean one.
      if (recoverSet(tree) === 'mixed') session.distrustOutputs();
      return Promise.resolve();
    });
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'PROJECT_LOCKED') throw error;
  }
}
