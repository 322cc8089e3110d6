import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import { StudioError } from '#core/errors.ts';
import type { ConfirmGesture } from '#core/services/contract/gesture.ts';

const CANCEL = 0;
const CONFIRM = 1;

/** Asks the person in a dialog that no window can draw or press, and that names the digest (reliability E13). */
export function createDialogConfirmation(
  dialog: Pick<Dialog, 'showMessageBox'>,
  currentWindow: () => BrowserWindow | undefined,
): ConfirmGesture {
  return async ({ method, sha256 }) => {
    const options: MessageBoxOptions = {
      type: 'warning',
      message: `Do you want to ${verbOf(method)}?`,
      detail: `sha256 ${sha256}`,
      buttons: ['Cancel', verbOf(method)],
      defaultId: CANCEL,
      cancelId: CANCEL,
      noLink: true,
    };
    const parent = currentWindow();
    const { response } =
      parent === undefined
        ? await dialog.showMessageBox(options)
        : await dialog.showMessageBox(parent, options);
    if (response !== CONFIRM) throw new StudioError('GESTURE_DECLINED', undefined, { method, sha256 });
  };
}

/** `rollBackPack` → `roll back pack`: names of methods are verbs of the contract, never text from a window. */
function verbOf(method: string): string {
  return method.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}
