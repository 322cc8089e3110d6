import { StudioError } from '#core/errors.ts';
import type { SourceFile } from '#core/workspace/mutations/action-plan.ts';
import type { OpenProject } from '#schemas/contract/views.ts';
import { displayLocation } from './folder-browser.ts';
import type { JobRegistry } from './jobs.ts';
import { LiveProject } from './live-project.ts';
import type { Rebuild } from './pack-service.ts';
import { PreviewService } from './preview-service.ts';
import { ProjectSession } from './project-session.ts';
import { recoverOutputs } from './recover-outputs.ts';
import type { ServicePorts } from './service-ports.ts';
import type { SettingsService } from './settings-service.ts';

/** A project that windows work on, with the services that belong to it alone. */
export interface OpenedProject {
  readonly live: LiveProject;
  readonly previews: PreviewService;
}

export interface OpenProjectsOptions {
  readonly ports: ServicePorts;
  readonly jobs: JobRegistry;
  readonly settings: SettingsService;
  readonly sourceOf: (handle: string) => SourceFile;
  readonly rebuild: Rebuild | undefined;
}

/** The projects of one studio. Opening a folder twice gives the same project: its events have one sequence. */
export class OpenProjects {
  readonly #options: OpenProjectsOptions;
  readonly #byId = new Map<string, OpenedProject>();

  constructor(options: OpenProjectsOptions) {
    this.#options = options;
  }

  /** @throws StudioError `PROJECT_NOT_FOUND`, `PROJECT_NOT_A_FOLDER` */
  async open(path: string): Promise<OpenProject> {
    const { ports, jobs, settings, sourceOf, rebuild } = this.#options;
    const session = ProjectSession.open(path, ports);
    await recoverOutputs(session);
    const known = [...this.#byId.values()].find(
      ({ live }) => live.session.folder.root === session.folder.root,
    );
    const opened = known ?? {
      live: new LiveProject(session, {
        jobs,
        sourceOf,
        rebuild,
        packOnChange: settings.read().pack_on_change,
      }),
      previews: new PreviewService(session),
    };
    if (known === undefined) {
      this.#byId.set(session.projectId, opened);
      opened.live.watch();
    }
    return describe(opened.live.session);
  }

  /** @throws StudioError `PROJECT_NOT_OPEN` */
  get(projectId: string): OpenedProject {
    const opened = this.#byId.get(projectId);
    if (opened === undefined) throw new StudioError('PROJECT_NOT_OPEN');
    return opened;
  }

  async close(projectId: string): Promise<void> {
    const { live } = this.get(projectId);
    this.#byId.delete(projectId);
    await this.#options.jobs.stop(projectId);
    await live.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#byId.keys()].map((projectId) => this.close(projectId)));
  }
}

function describe(session: ProjectSession): OpenProject {
  const { readOnlyReason, root } = session.folder;
  return {
    project_id: session.projectId,
    name: session.name,
    location: displayLocation(root),
    initialised: session.tree.stat('assets/.prometeu/index.json') !== undefined,
    read_only: readOnlyReason !== undefined,
    read_only_reason: readOnlyReason ?? null,
  };
}
