import type { Dialog, MessageBoxOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createDialogConfirmation } from './confirm.ts';

const sha256 = 'cd'.repeat(32);

describe('createDialogConfirmation', () => {
  const answering = (response: number) => {
    const shown: MessageBoxOptions[] = [];
    const showMessageBox = ((options: MessageBoxOptions) => {
      shown.push(options);
      return Promise.resolve({ response, checkboxChecked: false });
    }) as Dialog['showMessageBox'];
    const confirm = createDialogConfirmation({ showMessageBox }, () => undefined);
    return { shown, done: confirm({ method: 'rollBackPack', params: { sha256 }, sha256, code: undefined }) };
  };

  it('E13 names the verb and the whole digest, and cancels unless told otherwise', async () => {
    const { shown, done } = answering(1);
    await done;
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({ buttons: ['Cancel', 'roll back pack'], defaultId: 0, cancelId: 0 });
    expect(shown[0]?.detail).toContain(sha256);
  });

  it('E13 fails with GESTURE_DECLINED when it is dismissed', async () => {
    await expect(answering(0).done).rejects.toMatchObject({ code: 'GESTURE_DECLINED' });
  });
});
