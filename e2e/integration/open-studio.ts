import { join } from 'node:path';
import { createStudio } from '#core/services/create-studio.ts';
import type { Studio } from '#core/services/studio.ts';
import type { ProjectStatus } from '#schemas/contract/views.ts';

/** A studio in this process with one project open, as a window has it. */
export class OpenStudio {
  readonly studio: Studio;
  readonly projectId: string;

  private constructor(studio: Studio, projectId: string) {
    this.studio = studio;
    this.projectId = projectId;
  }

  static async open(project: string, config: string): Promise<OpenStudio> {
    const studio = createStudio({
      appVersion: '0.0.0-test',
      transport: 'in-process',
      platform: 'linux',
      configFolder: join(config, 'config'),
      exampleFolder: undefined,
      browseRoots: [],
      servedProjects: [project],
      gestures: { kind: 'none', reason: 'a test' },
      dialogs: undefined,
      openExternal: undefined,
    });
    const opened = await studio.handlers.openProject({ folder: studio.offerFolder(project) });
    return new OpenStudio(studio, opened.project_id);
  }

  async status(): Promise<ProjectStatus> {
    return await this.studio.handlers.getProjectStatus({ project_id: this.projectId });
  }

  /** Waits until the status is as wanted; the test's own limit ends a wait that never comes true. */
  async untilStatus(wanted: (status: ProjectStatus) => boolean): Promise<ProjectStatus> {
    for (;;) {
      const status = await this.status();
      if (wanted(status)) return status;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async packOnChange(): Promise<void> {
    await this.studio.handlers.setPackOnChange({ project_id: this.projectId, enabled: true });
  }

  /** Starts a pack; its report is in the status once it is done. */
  async startPack(): Promise<void> {
    await this.studio.handlers.startPack({ project_id: this.projectId, verify_rebuild: false });
  }

  async close(): Promise<void> {
    await this.studio.close();
  }
}
