import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron';
import type { NativeDialogs } from '#core/services/host-environment.ts';

const PACKS = { name: 'Packs', extensions: ['pa'] };
const SOURCES = [
  { name: 'Art, sound and palettes', extensions: ['png', 'wav', 'gpl', 'pal', 'hex'] },
  { name: 'All files', extensions: ['*'] },
];

/** The operating system's dialogs, as sheets of the window where there is one. */
export function createNativeDialogs(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  currentWindow: () => BrowserWindow | undefined,
): NativeDialogs {
  const ask = async (options: OpenDialogOptions): Promise<readonly string[] | undefined> => {
    const parent = currentWindow();
    const { canceled, filePaths } =
      parent === undefined
        ? await dialog.showOpenDialog(options)
        : await dialog.showOpenDialog(parent, options);
    return canceled || filePaths.length === 0 ? undefined : filePaths;
  };
  return {
    chooseFolder: async (title) =>
      (await ask({ title, properties: ['openDirectory', 'createDirectory'] }))?.[0],
    choosePackFile: async () => (await ask({ properties: ['openFile'], filters: [PACKS] }))?.[0],
    chooseSourceFiles: () => ask({ properties: ['openFile', 'multiSelections'], filters: SOURCES }),
  };
}
