import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';

/** Folders and files of the program itself. */
export interface ProgramFolders {
  /** Built bundles. */
  readonly renderer: string;
  readonly preload: string;
  /** Holds `README.md`, `docs/` and `examples/`: beside the archive once packaged, the project before. */
  readonly resources: string;
  readonly example: string | undefined;
  /** The settings' own folder, the same that the command line uses. */
  readonly config: string;
  /** Caches and storage of the browser in the window. */
  readonly browserData: string;
}

export function programFolders(
  app: Pick<App, 'getAppPath' | 'getPath' | 'isPackaged'>,
  resourcesPath: string,
): ProgramFolders {
  const program = app.getAppPath();
  const resources = app.isPackaged ? resourcesPath : program;
  const example = join(resources, 'examples/lantern-cave');
  const config = join(app.getPath('appData'), 'pack-studio');
  return {
    renderer: join(program, 'out/renderer'),
    preload: join(program, 'out/preload/index.cjs'),
    resources,
    example: existsSync(example) ? example : undefined,
    config,
    browserData: join(config, 'browser'),
  };
}
