import { ask } from '../state/errors.ts';
import { useHost } from '../state/host.ts';
import { openFolder } from '../state/project.ts';
import { setOverlay } from '../state/view.ts';
import { client } from '../studio.ts';

/** Chooses a folder: in a native dialog where the host has one, otherwise in its own folders. */
export async function chooseProject(): Promise<void> {
  if (useHost.getState().info?.native_dialogs !== true) return setOverlay('browse-folder');
  const chosen = await ask('Choosing a folder', client().chooseFolder({ title: 'Open a project folder' }));
  if (chosen?.folder !== undefined && chosen.folder !== null) await openFolder(chosen.folder);
}
