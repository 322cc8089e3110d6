import { OFFERED_PROJECT_COMMAND } from '#schemas/contract/electron-wire.ts';
import type { Platform } from '../platform/platform.ts';
import { listenForShortcuts, registerCommands, runCommand } from './commands/registry.ts';
import { SHELL_COMMANDS } from './commands/shell-commands.ts';
import { startHost, useHost } from './state/host.ts';
import { followJobs } from './state/jobs.ts';
import { followProject, openFolder, projectId } from './state/project.ts';
import { setPlatform } from './studio.ts';

/** Connects the page to its host: at the first connection opens what the host was started with, at later ones goes on. */
export function startStudio(platform: Platform): void {
  setPlatform(platform);
  registerCommands(SHELL_COMMANDS);
  listenForShortcuts();
  refuseStrayDrops();
  platform.onCommand?.((commandId, argument) => {
    if (commandId === OFFERED_PROJECT_COMMAND && argument !== undefined) void openFolder(argument);
    else runCommand(commandId);
  });
  startHost((first) => {
    followJobs();
    if (!first) return followProject();
    const [served] = useHost.getState().info?.served_projects ?? [];
    if (served !== undefined && projectId() === undefined) void openFolder(served);
  });
}

/** A file that is dropped where nothing takes it must not replace the window's page. */
function refuseStrayDrops(): void {
  window.addEventListener('dragover', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
  });
  window.addEventListener('drop', (event) => event.preventDefault());
}
