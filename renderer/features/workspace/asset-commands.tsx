import { Archive, CircleMinus, CirclePlus, Copy, FolderInput, ListX, Stamp } from 'lucide-react';
import type { AssetRow } from '#schemas/report/assets.ts';
import type { Command } from '../../app/commands/registry.ts';
import { shortcutText } from '../../app/commands/shortcut.ts';
import { needsWritable } from '../../app/commands/availability.ts';
import { isMac } from '../../app/commands/registry.ts';
import { runAction } from '../../app/state/actions.ts';
import { useProject } from '../../app/state/project.ts';
import { assetKey, selectAssets, useSelection } from '../../app/state/selection.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { chooseFilesToAdd } from './import-files.ts';
import { setWorkspace } from './workspace-store.ts';

/** Rows of the selected assets, in the order of the list. */
export function selectedRows(): readonly AssetRow[] {
  const { selected } = useSelection.getState();
  return useProject.getState().assets?.assets.filter((row) => selected.has(assetKey(row))) ?? [];
}

const registered = () =>
  selectedRows().flatMap((row) => (row.asset_id === null ? [] : [{ ...row, asset_id: row.asset_id }]));
const unregistered = () => selectedRows().filter((row) => row.asset_id === null);

const needs =
  (rows: () => readonly unknown[], what: string, exactlyOne = false) =>
  () => {
    const count = rows().length;
    return needsWritable() ?? (count === 0 || (exactlyOne && count !== 1) ? what : undefined);
  };

const setInclusion = (included: boolean) => () =>
  void runAction({
    kind: 'set_inclusion',
    asset_ids: registered()
      .filter((row) => row.included_in_build !== included)
      .map((row) => row.asset_id),
    included,
  });

/** Registers or adopts the selected roots; the selection follows them to their new ids. */
async function takeIn(kind: 'register' | 'adopt'): Promise<void> {
  const done = await runAction({ kind, roots: unregistered().map((row) => row.root) });
  const keys = done?.registered.map((each) => `id:${each.asset_id}`) ?? [];
  if (keys.length > 0) selectAssets(new Set(keys), keys[0] ?? null);
}

async function moveAway(): Promise<void> {
  const done = await runAction({ kind: 'quarantine', roots: selectedRows().map((row) => row.root) });
  if (done !== undefined) selectAssets(new Set(), null);
}

/** What can be done with the selected assets; the menu of a row and the details show the same. */
export const ASSET_COMMANDS: readonly (Command & { readonly icon?: MenuItem['icon'] })[] = [
  {
    id: 'asset.add-files',
    title: 'Add files…',
    group: 'Asset',
    shortcut: 'Mod+I',
    unavailable: needsWritable,
    run: chooseFilesToAdd,
  },
  {
    id: 'asset.filter',
    title: 'Filter the assets',
    group: 'Asset',
    shortcut: 'Mod+F',
    run: () => document.querySelector<HTMLElement>('.asset-bar [role=searchbox]')?.focus(),
  },
  {
    id: 'asset.register',
    title: 'Register',
    group: 'Asset',
    icon: <Stamp size={14} />,
    unavailable: needs(unregistered, 'Select an unregistered root first.'),
    run: () => void takeIn('register'),
  },
  {
    id: 'asset.adopt',
    title: 'Adopt a copy (with a uuid of its own)',
    group: 'Asset',
    icon: <CirclePlus size={14} />,
    unavailable: needs(unregistered, 'Select an unregistered root first.'),
    run: () => void takeIn('adopt'),
  },
  {
    id: 'asset.include',
    title: 'Include in the build',
    group: 'Asset',
    icon: <CirclePlus size={14} />,
    unavailable: needs(
      () => registered().filter((row) => !row.included_in_build),
      'Select an excluded asset first.',
    ),
    run: setInclusion(true),
  },
  {
    id: 'asset.exclude',
    title: 'Exclude from the build',
    group: 'Asset',
    icon: <CircleMinus size={14} />,
    unavailable: needs(
      () => registered().filter((row) => row.included_in_build),
      'Select an included asset first.',
    ),
    run: setInclusion(false),
  },
  {
    id: 'asset.duplicate',
    title: 'Duplicate…',
    group: 'Asset',
    shortcut: 'Mod+D',
    icon: <Copy size={14} />,
    unavailable: needs(registered, 'Select one registered asset first.', true),
    run: () => setWorkspace({ dialog: 'duplicate' }),
  },
  {
    id: 'asset.relocate',
    title: 'Move to another folder…',
    group: 'Asset',
    shortcut: 'Shift+F2',
    icon: <FolderInput size={14} />,
    unavailable: needs(registered, 'Select one registered asset first.', true),
    run: () => setWorkspace({ dialog: 'relocate' }),
  },
  {
    id: 'asset.quarantine',
    title: 'Quarantine…',
    group: 'Asset',
    shortcut: 'Mod+Delete',
    icon: <Archive size={14} />,
    unavailable: needs(selectedRows, 'Select an asset first.'),
    run: () => void moveAway(),
  },
  {
    id: 'asset.forget',
    title: 'Forget (leave the files alone)',
    group: 'Asset',
    icon: <ListX size={14} />,
    unavailable: needs(registered, 'Select a registered asset first.'),
    run: () => void runAction({ kind: 'forget', asset_ids: registered().map((row) => row.asset_id) }),
  },
  {
    id: 'asset.quarantine-list',
    title: 'Show the quarantine…',
    group: 'Asset',
    unavailable: () =>
      (useProject.getState().assets?.quarantine.length ?? 0) > 0 ? undefined : 'Nothing is in quarantine.',
    run: () => setWorkspace({ dialog: 'quarantine-list' }),
  },
];

/** The commands that fit what is selected now, as a menu. */
export function assetMenuItems(): readonly MenuItem[] {
  return ASSET_COMMANDS.filter(
    (command) => command.icon !== undefined && command.unavailable?.() === undefined,
  ).map((command) => ({
    id: command.id,
    title: command.title,
    icon: command.icon,
    shortcut: command.shortcut === undefined ? undefined : shortcutText(command.shortcut, isMac),
    danger: command.id === 'asset.quarantine',
    apart: command.id === 'asset.quarantine',
    run: command.run,
  }));
}
