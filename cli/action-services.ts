import { resolve } from 'node:path';
import { systemRandom } from '#core/node/random.ts';
import { ActionService } from '#core/services/action-service.ts';
import { HandleRegistry } from '#core/services/handles.ts';
import type { ProjectSession } from '#core/services/project-session.ts';
import { sourceFileAt } from '#core/services/source-files.ts';
import type { OfferedFile } from '#core/services/source-facts.ts';

/** The mutations of a project, and the files of the command line as the services know them. */
export interface CommandActions {
  readonly actions: ActionService;
  /** @throws StudioError `FILE_NOT_FOUND`, `FILE_NOT_REGULAR` */
  readonly offer: (path: string) => OfferedFile;
}

/** @param cwd where relative paths of the command line start */
export function actionsOf(session: ProjectSession, cwd: string): CommandActions {
  const handles = new HandleRegistry(systemRandom);
  return {
    actions: new ActionService(session, (handle) => sourceFileAt(handles.pathOf('file', handle))),
    offer: (path) => {
      const absolutePath = resolve(cwd, path);
      const source = sourceFileAt(absolutePath);
      return { handle: handles.offer('file', absolutePath), source };
    },
  };
}
