import { REPLACE_TEMP_PREFIX } from '../durable-replace.ts';
import { leafOf } from '../tree-path.ts';

/** The watched part of a project, relative to it. */
export const WATCHED_FOLDER = 'assets';
const OWN_FOLDER = 'assets/.prometeu';
const REGISTRY = 'assets/.prometeu/index.json';

/** Whether a project-relative path is of interest: all of `assets/`, of `.prometeu/` the registry only. */
export function isWatchedPath(path: string): boolean {
  if (path === OWN_FOLDER || path === REGISTRY) return true;
  if (path.startsWith(`${OWN_FOLDER}/`)) return false;
  if (path !== WATCHED_FOLDER && !path.startsWith(`${WATCHED_FOLDER}/`)) return false;
  return !leafOf(path).startsWith(REPLACE_TEMP_PREFIX);
}
