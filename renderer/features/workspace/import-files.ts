import type { AssetId } from '#schemas/scalars.ts';
import type { UploadedFile } from '#schemas/contract/views.ts';
import { runAction } from '../../app/state/actions.ts';
import { ask } from '../../app/state/errors.ts';
import { useHost } from '../../app/state/host.ts';
import { projectId, useProject } from '../../app/state/project.ts';
import { client } from '../../app/studio.ts';
import { chooseFiles } from '../../platform/choose-files.ts';
import { uploadFiles } from '../../platform/upload.ts';
import { showToast } from '../../ui/toast-store.ts';
import { setImport, useImport } from './import-store.ts';

/** Sends files to the host and opens the tray with what they seem to be. */
export async function importFiles(files: readonly File[]): Promise<void> {
  const uploaded = await send(files);
  if (uploaded !== undefined) await suggest(uploaded);
}

/** The way without a mouse: a native dialog, or the file chooser of the browser. */
export function chooseFilesToAdd(): void {
  void chooseUploads(suggest);
}

/** Chooses files and appends them to the artifacts of an asset. */
export function chooseFilesForAsset(assetId: AssetId): void {
  void chooseUploads(async (files) => {
    setImport({ phase: 'idle' });
    await runAction({ kind: 'import_files', asset_id: assetId, sources: files.map((file) => file.handle) });
  });
}

async function chooseUploads(then: (files: readonly UploadedFile[]) => Promise<void>): Promise<void> {
  if (useHost.getState().info?.native_dialogs === true) {
    const chosen = await ask('Choosing files', client().chooseSourceFiles({}));
    if (chosen !== undefined && chosen.files.length > 0) await then(chosen.files);
    return;
  }
  chooseFiles({ multiple: true }, (files) => {
    void send(files).then((uploaded) => (uploaded === undefined ? undefined : then(uploaded)));
  });
}

async function send(files: readonly File[]): Promise<readonly UploadedFile[] | undefined> {
  const project = useProject.getState().project;
  if (project === null || files.length === 0 || useImport.getState().state.phase === 'sending')
    return undefined;
  if (project.read_only || useProject.getState().assets?.initialised === false) {
    showToast(
      'warning',
      project.read_only
        ? 'The project is read-only: nothing can be added.'
        : 'Initialise the project first, then add files.',
    );
    return undefined;
  }
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
  setImport({ phase: 'sending', fileCount: files.length, sentBytes: 0, totalBytes });
  const uploaded = await ask(
    'Adding the files',
    uploadFiles(client(), files, (sentBytes) =>
      setImport({ phase: 'sending', fileCount: files.length, sentBytes, totalBytes }),
    ),
  );
  if (uploaded === undefined) setImport({ phase: 'idle' });
  return uploaded;
}

async function suggest(files: readonly UploadedFile[]): Promise<void> {
  const project_id = projectId();
  if (project_id === undefined) return setImport({ phase: 'idle' });
  const suggested = await ask(
    'Looking at the files',
    client().suggestAssets({ project_id, files: files.map((file) => file.handle) }),
  );
  setImport(
    suggested === undefined
      ? { phase: 'idle' }
      : { phase: 'review', fileCount: files.length, suggestions: suggested.suggestions },
  );
}
