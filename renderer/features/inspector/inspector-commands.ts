import type { Command } from '../../app/commands/registry.ts';
import { ask } from '../../app/state/errors.ts';
import { useHost } from '../../app/state/host.ts';
import { useProject } from '../../app/state/project.ts';
import { client } from '../../app/studio.ts';
import { chooseFiles } from '../../platform/choose-files.ts';
import {
  closePack,
  INSPECTOR_TABS,
  openDropped,
  openPackFile,
  openProjectPack,
  reopenPack,
  setInspector,
  useInspector,
  verifyOpenPack,
  type InspectorTab,
} from './inspector-store.ts';
import { parseDigest } from './verdicts.ts';

export const TAB_TITLES: Readonly<Record<InspectorTab, string>> = {
  overview: 'Overview',
  assets: 'Assets',
  preload: 'Preload',
  coverage: 'Coverage',
  findings: 'Findings',
  verify: 'Verify',
};

/** Why the pack of the project cannot be opened; undefined where it can. */
export function projectPackUnavailable(): string | undefined {
  const { project, status } = useProject.getState();
  if (project === null) return 'Open a project first.';
  return status?.pack === null || status === null ? 'The project is not packed yet.' : undefined;
}

/** Chooses a pack: in a native dialog where the host has one, otherwise in its own folders. */
export async function choosePack(): Promise<void> {
  if (useHost.getState().info?.native_dialogs !== true) return setInspector({ browsing: true });
  const chosen = await ask('Choosing a pack', client().choosePackFile({}));
  if (chosen?.file !== undefined && chosen.file !== null) await openPackFile(chosen.file);
}

/** Takes a pack from this machine's browser: it is sent to the host first. */
export function uploadPack(): void {
  chooseFiles({ multiple: false, accept: '.pa' }, ([file]) => {
    if (file !== undefined) void openDropped(file);
  });
}

const needsPack = () => (useInspector.getState().pack === null ? 'Open a pack first.' : undefined);

/** What can be done in the Inspector. */
export const INSPECTOR_COMMANDS: readonly Command[] = [
  {
    id: 'inspector.open-project-pack',
    title: 'Inspect the pack of this project',
    group: 'Pack',
    unavailable: projectPackUnavailable,
    run: () => void openProjectPack(),
  },
  {
    id: 'inspector.open',
    title: 'Inspect another pack…',
    group: 'Pack',
    shortcut: 'Mod+Shift+O',
    run: () => void choosePack(),
  },
  {
    id: 'inspector.upload',
    title: 'Send a pack to the host and inspect it…',
    group: 'Pack',
    run: uploadPack,
  },
  {
    id: 'inspector.reopen',
    title: 'Open the inspected pack anew',
    group: 'Pack',
    unavailable: needsPack,
    run: () => void reopenPack(),
  },
  {
    id: 'inspector.close',
    title: 'Close the inspected pack',
    group: 'Pack',
    unavailable: needsPack,
    run: () => void closePack(),
  },
  {
    id: 'inspector.verify',
    title: 'Verify the inspected pack',
    group: 'Pack',
    unavailable: needsPack,
    run: () => {
      setInspector({ tab: 'verify' });
      void verifyOpenPack(parseDigest(useInspector.getState().expectedText) ?? null);
    },
  },
  ...INSPECTOR_TABS.map((tab): Command => ({
    id: `inspector.show-${tab}`,
    title: `Inspector: ${TAB_TITLES[tab]}`,
    group: 'View',
    unavailable: needsPack,
    run: () => setInspector({ tab }),
  })),
];
