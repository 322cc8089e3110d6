import type { Command } from '../../app/commands/registry.ts';
import { useProject } from '../../app/state/project.ts';
import { revealAsset } from '../../app/state/selection.ts';
import { closeBank, moveAsset, openBank, preloadAsset, setBanks, useBanks } from './banks-store.ts';
import { occupantAt, placeOf, SLOT_COUNT, type DeskCursor } from './desk.ts';
import type { BankOccupant } from '#schemas/contract/views.ts';

/** The bank that a command is about: the opened one, otherwise the one under the cursor of the desk. */
export function chosenBank(): { readonly occupant: BankOccupant; readonly place: DeskCursor } | undefined {
  const { desk, cursor, opened } = useBanks.getState();
  if (desk === null) return undefined;
  const place = opened === null ? cursor : placeOf(desk, opened);
  const occupant = place === undefined ? undefined : occupantAt(desk, place);
  return place === undefined || occupant === undefined ? undefined : { occupant, place };
}

const needsBank = () => (chosenBank() === undefined ? 'Choose a bank first.' : undefined);
const needsDesk = () =>
  needsBank() ??
  (useBanks.getState().opened === null ? undefined : 'Go back to the slots first.') ??
  (useProject.getState().project?.read_only === true ? 'The project is read-only.' : undefined);

const stepSlot = (step: 1 | -1) => () => {
  const chosen = chosenBank();
  if (chosen === undefined || chosen.place.row !== 'slots') return;
  const target = chosen.place.index + step;
  if (target >= 0 && target < SLOT_COUNT) void moveAsset(chosen.occupant.asset_id, target);
};
const needsSlot = () =>
  needsDesk() ?? (chosenBank()?.place.row === 'slots' ? undefined : 'This bank has no slot.');

/** What can be done with a bank; the bar below the desk shows the same. */
export const BANK_COMMANDS: readonly Command[] = [
  {
    id: 'bank.open',
    title: 'Open the bank',
    group: 'Asset',
    unavailable: () => needsBank() ?? (useBanks.getState().opened === null ? undefined : 'The bank is open.'),
    run: () => {
      const chosen = chosenBank();
      if (chosen !== undefined) openBank(chosen.occupant.asset_id);
    },
  },
  {
    id: 'bank.back',
    title: 'Back to the slots',
    group: 'Asset',
    shortcut: 'Escape',
    unavailable: () => (useBanks.getState().opened === null ? 'No bank is open.' : undefined),
    run: closeBank,
  },
  {
    id: 'bank.pick-up',
    title: 'Move the bank to another slot',
    group: 'Asset',
    shortcut: 'M',
    unavailable: needsDesk,
    run: () => {
      const chosen = chosenBank();
      if (chosen === undefined) return;
      const { asset_id: assetId } = chosen.occupant;
      const { place } = chosen;
      setBanks({
        carried: { assetId, bank: place.bank, by: 'key' },
        cursor: place.row === 'slots' ? place : { bank: place.bank, row: 'slots', index: 0 },
      });
      setTimeout(() => document.querySelector<HTMLElement>('.desk [data-cursor]')?.focus());
    },
  },
  {
    id: 'bank.slot-left',
    title: 'Move the bank one slot to the left',
    group: 'Asset',
    shortcut: 'Alt+ArrowLeft',
    unavailable: needsSlot,
    run: stepSlot(-1),
  },
  {
    id: 'bank.slot-right',
    title: 'Move the bank one slot to the right',
    group: 'Asset',
    shortcut: 'Alt+ArrowRight',
    unavailable: needsSlot,
    run: stepSlot(1),
  },
  {
    id: 'bank.on-demand',
    title: 'Load the bank on demand',
    group: 'Asset',
    shortcut: 'Delete',
    unavailable: needsSlot,
    run: () => {
      const chosen = chosenBank();
      if (chosen !== undefined) void moveAsset(chosen.occupant.asset_id, null);
    },
  },
  {
    id: 'bank.preload',
    title: 'Preload the bank at the next free slot',
    group: 'Asset',
    unavailable: () =>
      needsDesk() ?? (chosenBank()?.place.row === 'demand' ? undefined : 'It is preloaded already.'),
    run: () => {
      const chosen = chosenBank();
      if (chosen !== undefined) void preloadAsset(chosen.occupant.asset_id);
    },
  },
  {
    id: 'bank.grid',
    title: 'Tile grid: on or off',
    group: 'View',
    run: () => setBanks({ showsGrid: !useBanks.getState().showsGrid }),
  },
  {
    id: 'bank.own-palettes',
    title: 'Draw each tile with its own palette',
    group: 'View',
    unavailable: () => (useBanks.getState().opened === null ? 'Open a glyph bank first.' : undefined),
    run: () => setBanks({ palette: 'own' }),
  },
  {
    id: 'bank.loops',
    title: 'Play loops: on or off',
    group: 'View',
    run: () => setBanks({ loops: !useBanks.getState().loops }),
  },
  {
    id: 'bank.reveal',
    title: 'Show the bank in the Workspace',
    group: 'Asset',
    unavailable: needsBank,
    run: () => {
      const chosen = chosenBank();
      if (chosen !== undefined) revealAsset(`id:${chosen.occupant.asset_id}`);
    },
  },
];
