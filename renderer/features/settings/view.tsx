import type { SettingsView as Settings } from '#schemas/contract/views.ts';
import { updateSettings, useHost } from '../../app/state/host.ts';
import type { ViewModule } from '../../app/views.ts';
import { Digest } from '../../ui/digest.tsx';
import { NumberField, Select, Switch } from '../../ui/fields.tsx';
import './settings.css';

const THEMES = [
  { value: 'system', title: 'As the system' },
  { value: 'light', title: 'Light' },
  { value: 'dark', title: 'Dark' },
] as const satisfies readonly { value: Settings['theme']; title: string }[];
const DENSITIES = [
  { value: 'comfortable', title: 'Comfortable' },
  { value: 'compact', title: 'Compact' },
] as const satisfies readonly { value: Settings['density']; title: string }[];

function SettingsMain() {
  const settings = useHost((state) => state.settings);
  const info = useHost((state) => state.info);
  if (settings === null || info === null) return null;
  return (
    <div className="pane__body pane__body--scroll">
      <div className="settings">
        <section className="settings__group">
          <h2>Appearance</h2>
          <Select
            label="Theme"
            value={settings.theme}
            options={THEMES}
            onChange={(theme) => void updateSettings({ theme })}
          />
          <Select
            label="Density of rows"
            value={settings.density}
            options={DENSITIES}
            onChange={(density) => void updateSettings({ density })}
          />
        </section>
        <section className="settings__group">
          <h2>Packing</h2>
          <Switch
            label="Projects that are opened pack on change"
            checked={settings.pack_on_change}
            onChange={(checked) => void updateSettings({ pack_on_change: checked })}
          />
          <NumberField
            label="Encoding workers"
            value={settings.jobs}
            min={1}
            max={64}
            optional
            placeholder="auto"
            note="Empty lets the studio decide. The pack is the same for every number."
            onCommit={(jobs) => void updateSettings({ jobs })}
          />
        </section>
        <section className="settings__group">
          <h2>This host</h2>
          <dl className="fact-list">
            <dt>Settings file</dt>
            <dd>
              <Digest value={settings.settings_path} label="place of the settings file" />
            </dd>
            <dt>Version</dt>
            <dd>{info.app_version}</dd>
            <dt>Connection</dt>
            <dd>
              {
                {
                  'in-process': 'in this process',
                  loopback: 'this machine, over the loopback address',
                  electron: 'desktop application',
                }[info.transport]
              }
            </dd>
            <dt>Confirmations</dt>
            <dd>
              {
                {
                  dialog: 'in a dialog of the host',
                  code: 'with a code that the terminal prints',
                  none: info.gestures.reason ?? 'not possible',
                }[info.gestures.kind]
              }
            </dd>
          </dl>
        </section>
      </div>
    </div>
  );
}

export default { Main: SettingsMain } satisfies ViewModule;
