/** The desktop host over a studio with a few handlers of its own: for tests of the shell, not of the services. */
import { setTimeout as wait } from 'node:timers/promises';
// This module runs as a main process.
// eslint-disable-next-line no-restricted-imports
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import { StudioError } from '#core/errors.ts';
import { fakeStudio } from '#core/testing/fake-studio.ts';
import type { HostEnvironment } from '#core/services/host-environment.ts';
import type { Job } from '#schemas/contract/events.ts';
import { startDesktop } from '../../electron/main/desktop.ts';

const job = (done: number): Job => ({
  job_id: 'j',
  project_id: null,
  kind: 'pack',
  title: 'Pack',
  state: 'running',
  progress: { phase: 'encode', done, total: null, unit: 'bytes' },
  started_ms: 1,
  finished_ms: null,
  message: null,
});

let environment: HostEnvironment | undefined;
const studio = fakeStudio({
  async chooseFolder({ title }) {
    const path = await environment?.dialogs?.chooseFolder(title);
    return { folder: path === undefined ? null : `handle of ${path}` };
  },
  async openExternal({ link }) {
    await environment?.openExternal?.(link);
    return {};
  },
  cancelJob: () => Promise.reject(new StudioError('JOB_NOT_FOUND', 'no such job', { job_id: 'j' })),
  /** Three items at once, then one a while until it is aborted. */
  async watchJobs(_params, onItem, signal) {
    for (let done = 0; !signal.aborted; done += 1) {
      onItem(job(done));
      if (done >= 2) await wait(20);
    }
  },
});

void startDesktop({
  electron: { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell },
  process,
  createStudio: (given) => {
    environment = given;
    return studio.create(given);
  },
  log: (line) => process.stderr.write(`${line}\n`),
  checkResults: true,
});
