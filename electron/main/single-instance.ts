import { resolve } from 'node:path';
import type { App } from 'electron';

/**
 * Folders that the program was started with, absolute.
 * @param arguments_ what follows the program (and, before packaging, the application's folder)
 */
export function projectArguments(arguments_: readonly string[], workingFolder: string): readonly string[] {
  return arguments_
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((path) => resolve(workingFolder, path));
}

/**
 * One instance a person (reliability E14): a second start hands its folders to the first, which calls `onOffered`
 * (also with none: it comes to the front), and gets false.
 */
export function claimSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  projects: readonly string[],
  onOffered: (projects: readonly string[]) => void,
): boolean {
  // Electron adds switches of its own to the argv of the event: the list itself travels instead.
  if (!app.requestSingleInstanceLock({ projects })) return false;
  app.on('second-instance', (_event, _argv, _workingFolder, additionalData) => {
    onOffered(offeredProjects(additionalData));
  });
  return true;
}

function offeredProjects(data: unknown): readonly string[] {
  const list: unknown =
    typeof data === 'object' && data !== null && 'projects' in data ? data.projects : undefined;
  return Array.isArray(list) ? list.filter((path): path is string => typeof path === 'string') : [];
}
