import { Download, Move, PackageMinus, SquareArrowOutUpRight, Table2 } from 'lucide-react';
import { runCommand } from '../../app/commands/registry.ts';
import { useProject } from '../../app/state/project.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { useBanks } from './banks-store.ts';
import { useTileCount } from './thumbs-store.ts';
import { fillOf } from './occupant-facts.ts';
import { occupantAt, type DeskLane } from './desk.ts';

/** Facts and actions of the bank under the cursor. */
export function SelectionBar({ desk }: { readonly desk: readonly DeskLane[] }) {
  const cursor = useBanks((state) => state.cursor);
  const readOnly = useProject((state) => state.project?.read_only === true);
  const occupant = occupantAt(desk, cursor);
  const tileCount = useTileCount(occupant?.asset_id);
  const lane = desk.find((each) => each.bank === cursor.bank);
  const blocked = readOnly ? 'The project is read-only.' : undefined;
  if (occupant === undefined || lane === undefined)
    return (
      <div className="bank-bar" data-bank={cursor.bank}>
        <span className="quiet">
          {cursor.bank} slot {cursor.index} is free.
        </span>
        <span className="faint small">Drag a bank here, or press M on one and choose this slot.</span>
      </div>
    );
  return (
    <div className="bank-bar" data-bank={cursor.bank}>
      <div className="bank-bar__facts">
        <strong className="clip">
          <Name text={occupant.name} />
        </strong>
        <span className="small faint clip">
          <Name text={occupant.address} mono />
        </span>
        <span className="small">{fillOf(occupant, lane.residentBytes, tileCount).words}</span>
        {occupant.palettes !== null && (
          <span className="small">
            {occupant.palettes.used} of {occupant.palettes.capacity} palettes
          </span>
        )}
        {occupant.samples !== null && <span className="small">{occupant.samples} sounds</span>}
        {occupant.resident_bytes !== null && (
          <span className="small">
            <ByteSize bytes={occupant.resident_bytes} /> resident
          </span>
        )}
        {occupant.format.endsWith('/raw_v1') && <Badge>raw</Badge>}
        {occupant.slot_declared && <Badge title="The declaration names this slot.">slot declared</Badge>}
        {occupant.has_errors && <StateIcon state="error" word="has errors" />}
      </div>
      <Button
        small
        kind="primary"
        icon={<SquareArrowOutUpRight size={12} />}
        title="Enter"
        onPress={() => runCommand('bank.open')}
      >
        Open
      </Button>
      <Button
        small
        icon={<Move size={12} />}
        title="M"
        unavailable={blocked}
        onPress={() => runCommand('bank.pick-up')}
      >
        Move…
      </Button>
      {cursor.row === 'slots' ? (
        <Button
          small
          icon={<PackageMinus size={12} />}
          title="Delete"
          unavailable={blocked}
          onPress={() => runCommand('bank.on-demand')}
        >
          Load on demand
        </Button>
      ) : (
        <Button
          small
          icon={<Download size={12} />}
          unavailable={blocked}
          onPress={() => runCommand('bank.preload')}
        >
          Preload
        </Button>
      )}
      <Button small icon={<Table2 size={12} />} onPress={() => runCommand('bank.reveal')}>
        Workspace
      </Button>
    </div>
  );
}
