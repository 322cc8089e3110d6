import { useHost } from '../state/host.ts';
import { runningJobs, useJobs } from '../state/jobs.ts';
import { projectId, useProject } from '../state/project.ts';

/** Each answers why something cannot be done now, and undefined where it can. */
export function needsProject(): string | undefined {
  return projectId() === undefined ? 'Open a project first.' : undefined;
}

export function needsWritable(): string | undefined {
  const missing = needsProject();
  if (missing !== undefined) return missing;
  if (useHost.getState().connection.state === 'gone') return 'The host is gone.';
  return useProject.getState().project?.read_only === true ? 'The project is read-only.' : undefined;
}

/** Why packing cannot start now. */
export function packUnavailable(): string | undefined {
  const { project, assets } = useProject.getState();
  const packing = runningJobs(useJobs.getState().jobs).some(
    (job) => job.kind === 'pack' && job.project_id === project?.project_id,
  );
  if (packing) return 'A pack is running.';
  return needsWritable() ?? (assets?.initialised === false ? 'Initialise the project first.' : undefined);
}
