import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { StudioError } from '#core/errors.ts';
import type { Handlers } from '#schemas/contract/contract.ts';
import { decodeBase64 } from '../base64.ts';
import type { StudioServices } from '../studio-services.ts';
import { displayLocation } from '../folder-browser.ts';
import { followStream } from './follow-stream.ts';

type HostMethods =
  | 'getHostInfo'
  | 'getSettings'
  | 'updateSettings'
  | 'openExternal'
  | 'chooseFolder'
  | 'choosePackFile'
  | 'chooseSourceFiles'
  | 'browseFolder'
  | 'listRecentProjects'
  | 'forgetRecentProject'
  | 'beginUpload'
  | 'uploadRange'
  | 'finishUpload'
  | 'listJobs'
  | 'cancelJob'
  | 'watchJobs';

/** Methods that belong to no project: the host itself, settings, choosing, uploads, jobs. */
export function hostHandlers(services: StudioServices): Pick<Handlers, HostMethods> {
  const { environment, handles, uploads, settings, jobs, browser } = services;
  const dialogs = () => {
    if (environment.dialogs === undefined)
      throw new StudioError('NOT_SUPPORTED', 'This host has no native dialogs.');
    return environment.dialogs;
  };
  return {
    getHostInfo: async () => ({
      app_version: environment.appVersion,
      transport: environment.transport,
      platform: environment.platform,
      settings_path: settings.path,
      native_dialogs: environment.dialogs !== undefined,
      gestures: environment.gestures,
      example_available: environment.exampleFolder !== undefined && existsSync(environment.exampleFolder),
      served_projects: environment.servedProjects.map((path) => handles.offer('folder', path)),
    }),
    getSettings: async () => settings.view(),
    updateSettings: async ({ patch }) => settings.update(patch),
    async openExternal({ link }) {
      if (environment.openExternal === undefined) throw new StudioError('NOT_SUPPORTED');
      await environment.openExternal(link);
      return {};
    },
    async chooseFolder({ title }) {
      const path = await dialogs().chooseFolder(title);
      return { folder: path === undefined ? null : handles.offer('folder', path) };
    },
    async choosePackFile() {
      const path = await dialogs().choosePackFile();
      return { file: path === undefined ? null : handles.offer('file', path) };
    },
    async chooseSourceFiles() {
      const paths = (await dialogs().chooseSourceFiles()) ?? [];
      return {
        files: paths.map((path) => {
          const handle = handles.offer('file', path);
          const { name, sizeBytes } = services.sourceOf(handle);
          return { handle, name, size_bytes: sizeBytes };
        }),
      };
    },
    browseFolder: async ({ folder }) => browser.browse(folder),
    listRecentProjects: async () => ({
      projects: settings.read().recent_projects.map(({ path, opened_ms }) => ({
        folder: handles.offer('folder', path),
        name: basename(path),
        location: displayLocation(path),
        opened_ms,
        exists: existsSync(path),
      })),
    }),
    async forgetRecentProject({ folder }) {
      settings.forgetProject(handles.pathOf('folder', folder));
      return {};
    },
    beginUpload: async ({ files }) => ({ upload_id: uploads.begin(files) }),
    async uploadRange({ upload_id, file, offset, data_base64 }) {
      uploads.append(upload_id, file, offset, decodeBase64(data_base64));
      return {};
    },
    finishUpload: async ({ upload_id }) => ({ files: [...uploads.finish(upload_id)] }),
    listJobs: async () => ({ jobs: [...jobs.list()] }),
    async cancelJob({ job_id }) {
      jobs.cancel(job_id);
      return {};
    },
    async watchJobs(_params, onItem, signal) {
      await followStream(signal, () => {
        for (const job of jobs.list()) onItem(job);
        return jobs.subscribe(onItem);
      });
    },
  };
}
