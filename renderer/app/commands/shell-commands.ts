import { canUndo, undo } from '../state/actions.ts';
import { ask } from '../state/errors.ts';
import { updateSettings, useHost } from '../state/host.ts';
import { cancelJob, runningJobs, useJobs } from '../state/jobs.ts';
import {
  closeProject,
  openExample,
  projectId,
  rescan,
  setPackOnChange,
  startPack,
  useProject,
} from '../state/project.ts';
import { setLayout, setOverlay, showPanel, showView, useView } from '../state/view.ts';
import { client } from '../studio.ts';
import { VIEWS } from '../views.ts';
import { needsProject, needsWritable, packUnavailable } from './availability.ts';
import { chooseProject } from './choose-project.ts';
import { stepPane } from './step-pane.ts';
import type { Command } from './registry.ts';

/** Pages are opened by the system, which a host in a browser's page cannot ask. */
const needsDesktop = () =>
  useHost.getState().info?.transport === 'electron'
    ? undefined
    : 'The desktop application opens it; see docs/ of the project.';

/** Commands that are there in every view. */
export const SHELL_COMMANDS: readonly Command[] = [
  ...VIEWS.map((view, index): Command => ({
    id: `view.${view.id}`,
    title: `Show ${view.title}`,
    group: 'View',
    shortcut: String(index + 1),
    unavailable: () => (view.needsProject && view.id !== 'workspace' ? needsProject() : undefined),
    run: () => showView(view.id),
  })),
  {
    id: 'view.next-pane',
    title: 'Go to the next pane',
    group: 'View',
    shortcut: 'F6',
    run: () => stepPane(1),
  },
  {
    id: 'view.previous-pane',
    title: 'Go to the pane before',
    group: 'View',
    shortcut: 'Shift+F6',
    run: () => stepPane(-1),
  },
  {
    id: 'view.palette',
    title: 'Command palette',
    group: 'View',
    shortcut: 'Mod+K',
    run: () => setOverlay('palette'),
  },
  {
    id: 'view.panel',
    title: 'Show or hide the panel',
    group: 'View',
    shortcut: 'Mod+J',
    unavailable: needsProject,
    run: () => setLayout({ panelOpen: !useView.getState().panelOpen }),
  },
  {
    id: 'view.problems',
    title: 'Show the problems',
    group: 'View',
    shortcut: 'Mod+Shift+M',
    unavailable: needsProject,
    run: () => focusPanel('problems'),
  },
  {
    id: 'view.log',
    title: 'Show the log',
    group: 'View',
    unavailable: needsProject,
    run: () => focusPanel('log'),
  },
  {
    id: 'view.light',
    title: 'Use the light theme',
    group: 'View',
    run: () => void updateSettings({ theme: 'light' }),
  },
  {
    id: 'view.dark',
    title: 'Use the dark theme',
    group: 'View',
    run: () => void updateSettings({ theme: 'dark' }),
  },
  {
    id: 'view.system-theme',
    title: 'Use the theme of the system',
    group: 'View',
    run: () => void updateSettings({ theme: 'system' }),
  },
  {
    id: 'project.open',
    title: 'Open a folder…',
    group: 'Project',
    shortcut: 'Mod+O',
    run: () => void chooseProject(),
  },
  {
    id: 'project.example',
    title: 'Open the example',
    group: 'Project',
    unavailable: () =>
      useHost.getState().info?.example_available === true ? undefined : 'This host has no example.',
    run: () => void openExample(),
  },
  {
    id: 'project.close',
    title: 'Close the project',
    group: 'Project',
    unavailable: needsProject,
    run: () => void closeProject(),
  },
  {
    id: 'project.rescan',
    title: 'Scan the workspace again',
    group: 'Project',
    shortcut: 'F5',
    unavailable: needsProject,
    run: () => void rescan(),
  },
  {
    id: 'edit.undo',
    title: 'Undo the last change',
    group: 'Edit',
    shortcut: 'Mod+Z',
    unavailable: () => (canUndo(projectId()) ? undefined : 'There is nothing to undo.'),
    run: () => void undo(),
  },
  {
    id: 'pack.start',
    title: 'Pack',
    group: 'Pack',
    shortcut: 'Mod+B',
    unavailable: packUnavailable,
    run: () => void startPack(),
  },
  {
    id: 'pack.verify',
    title: 'Pack, then prove it by a second build',
    group: 'Pack',
    unavailable: packUnavailable,
    run: () => void startPack(true),
  },
  {
    id: 'pack.cancel',
    title: 'Cancel the running pack',
    group: 'Pack',
    unavailable: () =>
      runningJobs(useJobs.getState().jobs).some((job) => job.kind === 'pack')
        ? undefined
        : 'No pack is running.',
    run: () => {
      for (const job of runningJobs(useJobs.getState().jobs))
        if (job.kind === 'pack') void cancelJob(job.job_id);
    },
  },
  {
    id: 'pack.on-change',
    title: 'Pack on change: on or off',
    group: 'Pack',
    unavailable: needsWritable,
    run: () => void setPackOnChange(useProject.getState().status?.pack_on_change !== true),
  },
  {
    id: 'help.keyboard',
    title: 'Keyboard help',
    group: 'Help',
    shortcut: '?',
    run: () => setOverlay('keyboard-help'),
  },
  {
    id: 'help.documentation',
    title: 'Documentation',
    group: 'Help',
    unavailable: needsDesktop,
    run: () => void ask('Opening the documentation', client().openExternal({ link: 'documentation' })),
  },
  {
    id: 'help.format',
    title: 'The pack format',
    group: 'Help',
    unavailable: needsDesktop,
    run: () => void ask('Opening the pack format', client().openExternal({ link: 'format' })),
  },
  {
    id: 'help.licences',
    title: 'Licences',
    group: 'Help',
    unavailable: needsDesktop,
    run: () => void ask('Opening the licences', client().openExternal({ link: 'licences' })),
  },
];

function focusPanel(tab: 'problems' | 'log'): void {
  showPanel(tab);
  setTimeout(() => {
    const panel = document.querySelector('.panel');
    // The tree stands inside the tab's panel: a list of selectors would find the outer one first.
    const target =
      panel?.querySelector<HTMLElement>('[role=treegrid]') ??
      panel?.querySelector<HTMLElement>('[role=tabpanel]');
    target?.focus();
  });
}
