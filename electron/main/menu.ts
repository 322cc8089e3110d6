import type { Menu, MenuItemConstructorOptions } from 'electron';

/** A command of the window that the application menu also offers. */
export interface MenuCommand {
  readonly id: string;
  readonly label: string;
  readonly accelerator?: string;
}

/** Ids are those of the window's command registry; it ignores what it does not know or what does not apply now. */
export const FILE_COMMANDS: readonly MenuCommand[] = [
  { id: 'project.open', label: 'Open Project…', accelerator: 'CmdOrCtrl+O' },
  { id: 'pack.open', label: 'Open Pack…', accelerator: 'CmdOrCtrl+Shift+O' },
];
export const PROJECT_COMMANDS: readonly MenuCommand[] = [
  { id: 'pack.start', label: 'Pack', accelerator: 'CmdOrCtrl+B' },
  { id: 'project.rescan', label: 'Rescan', accelerator: 'F5' },
];
export const HELP_COMMANDS: readonly MenuCommand[] = [{ id: 'help.keyboard', label: 'Keyboard Shortcuts' }];

/** The application menu: roles of the system, and commands that go to the window as their ids. */
export function buildMenuTemplate(
  platform: NodeJS.Platform,
  send: (commandId: string) => void,
): MenuItemConstructorOptions[] {
  const items = (commands: readonly MenuCommand[]): MenuItemConstructorOptions[] =>
    commands.map(({ id, label, accelerator }) => ({
      id,
      label,
      ...(accelerator === undefined ? {} : { accelerator }),
      click: () => {
        send(id);
      },
    }));
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [...items(FILE_COMMANDS), { type: 'separator' }, { role: isMac ? 'close' : 'quit' }],
    },
    { role: 'editMenu' },
    { label: 'Project', submenu: items(PROJECT_COMMANDS) },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: items(HELP_COMMANDS) },
  ];
}

export function installMenu(
  menu: typeof Menu,
  platform: NodeJS.Platform,
  send: (commandId: string) => void,
): void {
  menu.setApplicationMenu(menu.buildFromTemplate(buildMenuTemplate(platform, send)));
}
