import { Boxes, PackageOpen } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useProject } from '../../app/state/project.ts';
import { showView } from '../../app/state/view.ts';
import { Badge, BankBadge } from '../../ui/badge.tsx';
import '../../ui/bank-hue.css';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { moveAsset, openBank, setBanks, useBanks } from './banks-store.ts';
import { isDeskKey, movedCursor, occupantAt, SLOT_COUNT, type DeskCursor, type DeskLane } from './desk.ts';
import { DemandCell, SlotCell } from './slot-cell.tsx';
import { residentWords } from './occupant-facts.ts';
import { SelectionBar } from './selection-bar.tsx';

/** The mixing desk: three lanes of sixteen slots, and what loads on demand (picture 2 of visual.md). */
export function Desk({ desk }: { readonly desk: readonly DeskLane[] }) {
  const { cursor, carried } = useBanks();
  const frame = useRef<HTMLDivElement>(null);
  const followsKeys = useRef(false);
  useEffect(() => {
    if (!followsKeys.current) return;
    followsKeys.current = false;
    frame.current?.querySelector<HTMLElement>('[data-cursor]')?.focus();
  }, [cursor]);
  const carriedName = visibleName(
    desk
      .flatMap((lane) => [...lane.slots.flat(), ...lane.onDemand])
      .find((each) => each.asset_id === carried?.assetId)?.name ?? '',
  );
  const preloaded = desk.reduce((sum, lane) => sum + lane.slots.filter((slot) => slot.length > 0).length, 0);
  const lost = desk.reduce((sum, lane) => sum + lane.overflow.size, 0);

  const move = (to: DeskCursor) => {
    followsKeys.current = true;
    setBanks({ cursor: to });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = occupantAt(desk, cursor);
    if (isDeskKey(event.key)) {
      const to = movedCursor(desk, cursor, event.key);
      // What is carried stays in its lane: another bank type cannot hold it.
      if (carried === null || to.bank === carried.bank) move(to);
    } else if (carried?.by === 'key') {
      if (event.key === 'Enter' || event.key === ' ') {
        followsKeys.current = true;
        void moveAsset(carried.assetId, cursor.row === 'slots' ? cursor.index : null);
      } else if (event.key === 'Escape') setBanks({ carried: null });
      else return;
    } else if (event.key === 'Enter' && here !== undefined) openBank(here.asset_id);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="desk-sum">
        <span>
          <strong>{preloaded}</strong> of {SLOT_COUNT * desk.length} slots preloaded
        </span>
        <strong>{residentWords(desk)}</strong>
        {lost > 0 && (
          <StateIcon
            state="error"
            word={lost === 1 ? '1 asset found no slot' : `${lost} assets found no slot`}
          />
        )}
        <span className="grow" />
        <span role="status" className="faint small">
          {carried === null
            ? 'Enter opens · M picks up · arrows move'
            : `Moving ${carriedName}: choose a slot, Enter puts it down, Esc takes it back`}
        </span>
      </div>
      <div ref={frame} className="desk" onKeyDown={onKeyDown}>
        {desk.map((lane) => (
          <Lane key={lane.bank} lane={lane} cursor={cursor} carriedId={carried?.assetId} />
        ))}
      </div>
      <SelectionBar desk={desk} />
    </>
  );
}

function Lane(props: {
  readonly lane: DeskLane;
  readonly cursor: DeskCursor;
  readonly carriedId: number | undefined;
}) {
  const { lane, cursor, carriedId } = props;
  const used = lane.slots.filter((slot) => slot.length > 0).length;
  const here = (row: DeskCursor['row'], index: number) =>
    cursor.bank === lane.bank && cursor.row === row && cursor.index === index;
  const dragged = useBanks((state) => (state.carried?.bank === lane.bank ? state.carried : null));
  return (
    <section className="lane" data-bank={lane.bank} aria-label={`${lane.bank} lane`}>
      <div className="lane__head">
        <BankBadge bank={lane.bank} />
        <span className="quiet small">
          {used} of {SLOT_COUNT} slots
        </span>
        <span className="small quiet">{residentWords([lane])}</span>
        {lane.errorCount > 0 && (
          <Badge tone="error">
            {lane.errorCount === 1 ? '1 with errors' : `${lane.errorCount} with errors`}
          </Badge>
        )}
        {lane.overflow.size > 0 && <Badge tone="error">{lane.overflow.size} found no slot</Badge>}
      </div>
      <div role="grid" aria-label={`${lane.bank} slots`} className="lane__grid">
        <div role="row" className={used === 0 ? 'lane__slots lane__slots--free' : 'lane__slots'}>
          {lane.slots.map((occupants, slot) => (
            <SlotCell
              key={slot}
              lane={lane}
              slot={slot}
              occupants={occupants}
              isCursor={here('slots', slot)}
              isCarried={occupants.some((each) => each.asset_id === carriedId)}
            />
          ))}
        </div>
        {(lane.onDemand.length > 0 || dragged !== null) && (
          <div
            role="row"
            className="lane__demand"
            onDragOver={(event) => {
              if (dragged?.by === 'pointer') event.preventDefault();
            }}
            onDrop={(event) => {
              if (dragged?.by !== 'pointer') return;
              event.preventDefault();
              void moveAsset(dragged.assetId, null);
            }}
          >
            <div role="rowheader" className="faint small lane__demand-title">
              {lane.onDemand.length === 0 ? 'drop here to load on demand' : 'loads on demand'}
            </div>
            {lane.onDemand.map((occupant, index) => (
              <DemandCell
                key={occupant.asset_id}
                lane={lane}
                index={index}
                occupant={occupant}
                isCursor={here('demand', index)}
                isCarried={occupant.asset_id === carriedId}
              />
            ))}
          </div>
        )}
      </div>
    </section>
  );
}

/** What stands there before there is a desk. */
export function DeskMissing() {
  const initialised = useProject((state) => state.assets?.initialised);
  const problem = useBanks((state) => state.problem);
  if (problem !== null)
    return <EmptyState title="The banks could not be read">{visibleName(problem)}</EmptyState>;
  if (initialised === false)
    return (
      <EmptyState
        icon={PackageOpen}
        title="This folder is no project yet"
        actions={
          <Button kind="primary" onPress={() => showView('workspace')}>
            Go to the Workspace
          </Button>
        }
      >
        Initialise it in the Workspace; its banks are shown here.
      </EmptyState>
    );
  return <div className="pane__body" aria-busy="true" />;
}

export function DeskEmpty() {
  return (
    <EmptyState
      icon={Boxes}
      title="No banks yet"
      actions={
        <Button kind="primary" onPress={() => showView('workspace')}>
          Go to the Workspace
        </Button>
      }
    >
      Every asset of the build set becomes a bank. Drop PNG or WAV files in the Workspace to make the first
      one.
    </EmptyState>
  );
}
