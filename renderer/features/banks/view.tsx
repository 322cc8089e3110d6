import { useEffect } from 'react';
import { registerCommands } from '../../app/commands/registry.ts';
import { useProject } from '../../app/state/project.ts';
import type { ViewModule } from '../../app/views.ts';
import { BANK_COMMANDS } from './bank-commands.ts';
import './banks.css';
import { refreshLanes, setBanks, useBanks } from './banks-store.ts';
import { Desk, DeskEmpty, DeskMissing } from './desk-view.tsx';
import { occupantAt, placeOf } from './desk.ts';
import { OpenedBank } from './opened-bank.tsx';
import { refreshThumbs } from './thumbs-store.ts';

function BanksMain() {
  const assets = useProject((state) => state.assets);
  const { desk, opened } = useBanks();
  useEffect(() => registerCommands(BANK_COMMANDS), []);
  useEffect(() => void refreshLanes(), [assets]);
  useEffect(() => {
    if (desk !== null) void refreshThumbs(desk);
  }, [desk]);
  useEffect(() => () => setBanks({ carried: null }), []);
  if (desk === null) return <DeskMissing />;
  const place = opened === null ? undefined : placeOf(desk, opened);
  const occupant = place === undefined ? undefined : occupantAt(desk, place);
  if (place !== undefined && occupant !== undefined) return <OpenedBank occupant={occupant} place={place} />;
  if (desk.every((lane) => lane.onDemand.length === 0 && lane.slots.every((slot) => slot.length === 0)))
    return assets?.initialised === false ? <DeskMissing /> : <DeskEmpty />;
  return <Desk desk={desk} />;
}

export default { Main: BanksMain } satisfies ViewModule;
