import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '#core/errors.ts';
import type { SourceFile } from '#core/workspace/mutations/action-plan.ts';
import type { FolderBrowser } from './folder-browser.ts';
import type { HandleRegistry } from './handles.ts';
import type { HostEnvironment } from './host-environment.ts';
import type { InspectorService } from './inspector-service.ts';
import type { JobRegistry } from './jobs.ts';
import type { OpenProjects } from './open-projects.ts';
import type { SettingsService } from './settings-service.ts';
import type { UploadStore } from './uploads.ts';

/** Everything that handlers share: one instance each per studio. */
export interface StudioServices {
  readonly environment: HostEnvironment;
  readonly handles: HandleRegistry;
  readonly uploads: UploadStore;
  readonly settings: SettingsService;
  readonly jobs: JobRegistry;
  readonly projects: OpenProjects;
  readonly inspector: InspectorService;
  readonly browser: FolderBrowser;
  /** What a file handle of a renderer stands for. @throws StudioError `HANDLE_UNKNOWN` */
  readonly sourceOf: (handle: string) => SourceFile;
}

/** The example project as the host ships it. @throws StudioError `NOT_SUPPORTED` where there is none */
export function exampleFolderOf(environment: HostEnvironment): string {
  const { exampleFolder } = environment;
  if (exampleFolder === undefined || !existsSync(join(exampleFolder, 'assets'))) {
    throw new StudioError('NOT_SUPPORTED', 'This host has no example project.');
  }
  return exampleFolder;
}
