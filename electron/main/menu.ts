import type { Menu, MenuItemConstructorOptions } from 'electron';

/** A command of the window that the application menu also offers. */
export interface MenuCommand {
  readonly id: string;
  readonly label: string;
  readonly accelerator?: string;
}

/** Ids and keys are those of the window's command registry; it ignores what does not apply now. */
export const MENU_COMMANDS = {
  file: [
    { id: 'project.open', label: 'Open Folder…', accelerator: 'CmdOrCtrl+O' },
    { id: 'project.example', label: 'Open the Example' },
    { id: 'project.close', label: 'Close Project' },
  ],
  project: [
    { id: 'pack.start', label: 'Pack', accelerator: 'CmdOrCtrl+B' },
    { id: 'pack.cancel', label: 'Cancel the Running Pack' },
    { id: 'project.rescan', label: 'Scan Again', accelerator: 'F5' },
  ],
  view: [
    { id: 'view.palette', label: 'Command Palette', accelerator: 'CmdOrCtrl+K' },
    { id: 'view.panel', label: 'Show or Hide the Panel', accelerator: 'CmdOrCtrl+J' },
  ],
  help: [
    { id: 'help.keyboard', label: 'Keyboard Help' },
    { id: 'help.documentation', label: 'Documentation' },
    { id: 'help.format', label: 'Pack Format' },
    { id: 'help.licences', label: 'Licences' },
  ],
} as const satisfies Readonly<Record<string, readonly MenuCommand[]>>;

/** The application menu: roles of the system, and commands that go to the window as their ids. */
export function buildMenuTemplate(
  platform: NodeJS.Platform,
  send: (commandId: string) => void,
): MenuItemConstructorOptions[] {
  const items = (commands: readonly MenuCommand[]): MenuItemConstructorOptions[] =>
    commands.map(({ id, label, accelerator }) => ({
      id,
      label,
      // The page hears the key itself; the menu only shows it.
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
      click: () => {
        send(id);
      },
    }));
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [...items(MENU_COMMANDS.file), { type: 'separator' }, { role: isMac ? 'close' : 'quit' }],
    },
    { role: 'editMenu' },
    { label: 'Project', submenu: items(MENU_COMMANDS.project) },
    {
      label: 'View',
      submenu: [
        ...items(MENU_COMMANDS.view),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: items(MENU_COMMANDS.help) },
  ];
}

export function installMenu(
  menu: typeof Menu,
  platform: NodeJS.Platform,
  send: (commandId: string) => void,
): void {
  menu.setApplicationMenu(menu.buildFromTemplate(buildMenuTemplate(platform, send)));
}
