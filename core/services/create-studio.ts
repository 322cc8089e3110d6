import { existsSync, realpathSync } from 'node:fs';
import { systemClock } from '#core/node/clock.ts';
import { nodeHash } from '#core/node/node-hash.ts';
import { systemRandom } from '#core/node/random.ts';
import type { SourceFile } from '#core/workspace/mutations/action-plan.ts';
import type { Handlers } from '#schemas/contract/contract.ts';
import { FolderBrowser } from './folder-browser.ts';
import { HandleRegistry } from './handles.ts';
import { hostHandlers } from './handlers/host-handlers.ts';
import { inspectorHandlers } from './handlers/inspector-handlers.ts';
import { projectHandlers } from './handlers/project-handlers.ts';
import { workspaceHandlers } from './handlers/workspace-handlers.ts';
import type { HostEnvironment } from './host-environment.ts';
import { InspectorService } from './inspector-service.ts';
import { JobRegistry } from './jobs.ts';
import { OpenProjects } from './open-projects.ts';
import type { Rebuild } from './pack-service.ts';
import { SettingsService } from './settings-service.ts';
import { sourceFileAt } from './source-files.ts';
import type { StudioServices } from './studio-services.ts';
import type { Studio } from './studio.ts';
import { UploadStore } from './uploads.ts';
import { createWorkerEncoder } from './worker-encoder.ts';

/**
 * The composition root of the services: every host (window, loopback, tests) is an adapter over its handlers.
 * @param rebuild how `verify_rebuild` is done; without it the check is not offered
 */
export function createStudio(environment: HostEnvironment, rebuild?: Rebuild): Studio {
  const handles = new HandleRegistry(systemRandom);
  const uploads = new UploadStore(environment.configFolder, systemRandom, handles);
  uploads.sweep();
  const settings = new SettingsService(environment.configFolder, systemClock);
  const jobs = new JobRegistry(systemClock, systemRandom);
  const encoder = createWorkerEncoder(settings.read().jobs ?? undefined);
  const sourceOf = (handle: string): SourceFile => {
    const path = handles.pathOf('file', handle);
    return sourceFileAt(path, uploads.nameOf(path));
  };
  const ports = {
    clock: systemClock,
    random: systemRandom,
    hash: nodeHash,
    encoder,
    batchReader: encoder.batchReader,
  };
  const services: StudioServices = {
    environment,
    handles,
    uploads,
    settings,
    jobs,
    projects: new OpenProjects({ ports, jobs, settings, sourceOf, rebuild }),
    inspector: new InspectorService(systemRandom, nodeHash),
    browser: new FolderBrowser(
      environment.browseRoots.filter((root) => existsSync(root)),
      handles,
    ),
    sourceOf,
  };
  const handlers: Handlers = {
    ...hostHandlers(services),
    ...projectHandlers(services),
    ...workspaceHandlers(services),
    ...inspectorHandlers(services),
  };
  return {
    handlers,
    offerFolder: (path) => handles.offer('folder', realpathSync(path)),
    offerFile: (path) => handles.offer('file', realpathSync(path)),
    windowState: {
      read: () => settings.read().window,
      write: (window) => {
        settings.update({ window });
      },
    },
    async close() {
      await services.projects.closeAll();
      await jobs.stop();
      services.inspector.closeAll();
      uploads.close();
      await encoder.close();
    },
  };
}
