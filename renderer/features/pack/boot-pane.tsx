import { Microscope } from 'lucide-react';
import { runCommand } from '../../app/commands/registry.ts';
import { useProject } from '../../app/state/project.ts';
import { BankBadge } from '../../ui/badge.tsx';
import '../../ui/bank-hue.css';
import { Button } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { useBootAnswer, type BootLane } from './boot-answer.ts';

const SLOTS = Array.from({ length: 16 }, (_, slot) => slot);

/** “Would the runtime boot with this?”: the answer, its reasons, and what would stand in each slot. */
export function BootPane() {
  const projectId = useProject((state) => state.project?.project_id);
  const sha256 = useProject((state) => state.status?.pack?.sha256);
  const answer = useBootAnswer(projectId, sha256);
  return (
    <section className="card" aria-labelledby="pack-boot">
      <div className="card__head">
        <h2 id="pack-boot">Would the runtime boot with this?</h2>
      </div>
      {sha256 === undefined ? (
        <EmptyState title="There is no pack">Pack the project, and the answer is shown here.</EmptyState>
      ) : answer.state === 'asking' ? (
        <p className="card__body quiet" aria-busy="true">
          Reading the pack…
        </p>
      ) : answer.state === 'failed' ? (
        <p className="card__body">
          <StateIcon state="tool" word={visibleName(answer.reason)} />
        </p>
      ) : (
        <div className="card__body stack">
          <p className="boot__answer">
            <StateIcon
              state={answer.boots ? 'fine' : 'error'}
              size={18}
              word={<strong>{answer.boots ? 'Yes, it boots' : 'No, it does not boot'}</strong>}
            />
          </p>
          {answer.reasons.map((reason) => (
            <p key={reason} className="small">
              {visibleName(reason)}
            </p>
          ))}
          {answer.lanes.map((lane) => (
            <BootSlots key={lane.bank} lane={lane} />
          ))}
          <div className="row-flex">
            <span className="small quiet grow">
              <ByteSize bytes={answer.lanes.reduce((sum, lane) => sum + lane.residentBytes, 0)} /> resident
              after boot
            </span>
            <Button small icon={<Microscope size={12} />} onPress={() => runCommand('pack.inspect')}>
              Inspect
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}

function BootSlots({ lane }: { readonly lane: BootLane }) {
  const bySlot = new Map(lane.slots.map((each) => [each.slot, each.entry]));
  return (
    <div className="boot-lane" data-bank={lane.bank}>
      <div className="row-flex">
        <BankBadge bank={lane.bank} />
        <span className="faint small grow">
          {lane.slots.length === 0 ? 'nothing preloaded' : `${lane.slots.length} of 16 slots`}
        </span>
        <span className="small">
          <ByteSize bytes={lane.residentBytes} />
        </span>
      </div>
      <div className="boot-strip" aria-hidden="true">
        {SLOTS.map((slot) => (
          <span
            key={slot}
            className={classNames('boot-strip__slot', bySlot.has(slot) && 'boot-strip__slot--used')}
          />
        ))}
      </div>
      {lane.slots.length > 0 && (
        <table className="boot-table">
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Slot</th>
              <th scope="col">Asset</th>
              <th scope="col">Resident</th>
            </tr>
          </thead>
          <tbody>
            {lane.slots.map(({ slot, entry }) => (
              <tr key={slot}>
                <td className="mono faint">{slot}</td>
                <td>
                  <Name text={entry.asset_name} />
                </td>
                <td>
                  <ByteSize bytes={entry.decoded_size} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
