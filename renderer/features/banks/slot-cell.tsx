import type { DragEvent } from 'react';
import type { BankOccupant } from '#schemas/contract/views.ts';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { moveAsset, openBank, setBanks, useBanks } from './banks-store.ts';
import type { DeskLane } from './desk.ts';
import { fillOf, occupantWords } from './occupant-facts.ts';
import { SlotThumb } from './slot-thumb.tsx';
import { useTileCount } from './thumbs-store.ts';

const DRAG_TYPE = 'application/x-pack-studio-bank';

function dragStart(lane: DeskLane, occupant: BankOccupant) {
  return (event: DragEvent) => {
    event.dataTransfer.setData(DRAG_TYPE, String(occupant.asset_id));
    event.dataTransfer.effectAllowed = 'move';
    // Changing the page within the event would end the drag in Chromium.
    setTimeout(() => setBanks({ carried: { assetId: occupant.asset_id, bank: lane.bank, by: 'pointer' } }));
  };
}
const dragEnd = () => {
  if (useBanks.getState().carried?.by === 'pointer') setBanks({ carried: null });
};

/** One of the sixteen places of a lane: thumbnail, name and fill bar, or faint where it is free. */
export function SlotCell(props: {
  readonly lane: DeskLane;
  readonly slot: number;
  readonly occupants: readonly BankOccupant[];
  readonly isCursor: boolean;
  readonly isCarried: boolean;
}) {
  const { lane, slot, occupants, isCursor, isCarried } = props;
  const [occupant, ...others] = occupants;
  const clash = others.length > 0;
  const tileCount = useTileCount(occupant?.asset_id);
  const fill = occupant === undefined ? undefined : fillOf(occupant, lane.residentBytes, tileCount);
  const words =
    occupant === undefined
      ? `slot ${slot}, free`
      : `slot ${slot}: ${occupantWords(occupant, lane.residentBytes, false, tileCount)}${
          clash ? `; also claimed by ${others.map((each) => visibleName(each.name)).join(', ')}` : ''
        }`;
  return (
    <div
      role="gridcell"
      className={classNames(
        'slot',
        occupant === undefined && 'slot--free',
        (occupant?.has_errors === true || clash) && 'slot--error',
        isCarried && 'slot--carried',
      )}
      aria-selected={isCursor}
      title={words}
      tabIndex={isCursor ? 0 : -1}
      data-cursor={isCursor ? '' : undefined}
      draggable={occupant !== undefined}
      onDragStart={occupant === undefined ? undefined : dragStart(lane, occupant)}
      onDragEnd={dragEnd}
      onDragOver={(event) => {
        const { carried } = useBanks.getState();
        if (carried?.by === 'pointer' && carried.bank === lane.bank) event.preventDefault();
      }}
      onDrop={(event) => {
        const { carried } = useBanks.getState();
        if (carried?.by !== 'pointer' || carried.bank !== lane.bank) return;
        event.preventDefault();
        void moveAsset(carried.assetId, slot);
      }}
      onFocus={() => setBanks({ cursor: { bank: lane.bank, row: 'slots', index: slot } })}
      onClick={() => {
        const { carried } = useBanks.getState();
        if (carried?.by === 'key' && carried.bank === lane.bank) void moveAsset(carried.assetId, slot);
      }}
      onDoubleClick={() => {
        if (occupant !== undefined) openBank(occupant.asset_id);
      }}
    >
      <span className="visually-hidden">{words}</span>
      <span className="slot__number" aria-hidden="true">
        {slot}
        {occupant?.slot_declared === true && <span title="declared"> •</span>}
        <span className="grow" />
        {(occupant?.has_errors === true || clash) && <StateIcon state="error" iconOnly size={12} />}
      </span>
      {occupant !== undefined && fill !== undefined && (
        <>
          <SlotThumb occupant={occupant} />
          <span className="slot__name clip" aria-hidden="true">
            <Name text={occupant.name} />
          </span>
          <span className="slot__fill" aria-hidden="true">
            <span
              className="slot__level"
              style={{ transform: `scaleX(${fill.of === 0 ? 0 : Math.min(1, fill.used / fill.of)})` }}
            />
          </span>
        </>
      )}
    </div>
  );
}

/** An asset that has no slot: a chip below its lane. */
export function DemandCell(props: {
  readonly lane: DeskLane;
  readonly index: number;
  readonly occupant: BankOccupant;
  readonly isCursor: boolean;
  readonly isCarried: boolean;
}) {
  const { lane, index, occupant, isCursor, isCarried } = props;
  const overflows = lane.overflow.has(occupant.asset_id);
  const words = `on demand: ${occupantWords(occupant, 0, overflows, useTileCount(occupant.asset_id))}`;
  return (
    <div
      role="gridcell"
      className={classNames(
        'demand',
        (overflows || occupant.has_errors) && 'demand--error',
        isCarried && 'slot--carried',
      )}
      title={words}
      aria-selected={isCursor}
      tabIndex={isCursor ? 0 : -1}
      data-cursor={isCursor ? '' : undefined}
      draggable
      onDragStart={dragStart(lane, occupant)}
      onDragEnd={dragEnd}
      onFocus={() => setBanks({ cursor: { bank: lane.bank, row: 'demand', index } })}
      onDoubleClick={() => openBank(occupant.asset_id)}
    >
      <span className="visually-hidden">{words}</span>
      <span className="demand__shown" aria-hidden="true">
        {(overflows || occupant.has_errors) && <StateIcon state="error" iconOnly size={12} />}
        <Name text={occupant.name} className="clip" />
        <span className="faint">
          {overflows ? (
            'no slot left'
          ) : occupant.has_errors ? (
            'has errors'
          ) : (
            <ByteSize bytes={occupant.resident_bytes} />
          )}
        </span>
      </span>
    </div>
  );
}
