import { create } from 'zustand';
import type { HostInfo, SettingsPatch, SettingsView } from '#schemas/contract/views.ts';
import type { Connection } from '../../platform/platform.ts';
import { client, platform } from '../studio.ts';
import { ask } from './errors.ts';

interface HostState {
  readonly connection: Connection;
  readonly info: HostInfo | null;
  readonly settings: SettingsView | null;
}

export const useHost = create<HostState>(() => ({
  connection: { state: 'connecting' },
  info: null,
  settings: null,
}));

/** Follows the connection; `onOpen` runs at the first and at every later connection. */
export function startHost(onOpen: (first: boolean) => void): void {
  let opened = false;
  platform().watchConnection((connection) => {
    useHost.setState({ connection });
    if (connection.state !== 'open') return;
    const first = !opened;
    opened = true;
    void loadHost().then(() => onOpen(first));
  });
}

async function loadHost(): Promise<void> {
  const [info, settings] = await Promise.all([
    ask('Asking the host what it is', client().getHostInfo({})),
    ask('Reading the settings', client().getSettings({})),
  ]);
  if (info !== undefined) useHost.setState({ info });
  if (settings !== undefined) takeSettings(settings);
}

/** Changes settings; the page follows at once, the host's answer has the last word. */
export async function updateSettings(patch: SettingsPatch): Promise<void> {
  const settings = await ask('Changing the settings', client().updateSettings({ patch }));
  if (settings !== undefined) takeSettings(settings);
}

function takeSettings(settings: SettingsView): void {
  const notice = settings.notice ?? useHost.getState().settings?.notice ?? null;
  useHost.setState({ settings: { ...settings, notice } });
  const { dataset } = document.documentElement;
  if (settings.theme === 'system') delete dataset['theme'];
  else dataset['theme'] = settings.theme;
  dataset['density'] = settings.density;
}

export function dismissSettingsNotice(): void {
  const { settings } = useHost.getState();
  if (settings !== null) useHost.setState({ settings: { ...settings, notice: null } });
}
