import { ArrowLeft, Table2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { BankOccupant } from '#schemas/contract/views.ts';
import { runCommand } from '../../app/commands/registry.ts';
import { useAssetPreview } from '../../app/state/asset-facts.ts';
import { useProject } from '../../app/state/project.ts';
import { ProblemCard } from '../../app/parts/problem-card.tsx';
import { Badge, BankBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { closeBank } from './banks-store.ts';
import type { DeskCursor } from './desk.ts';
import { GlyphBank } from './glyph-bank.tsx';
import { RawBank } from './raw-bank.tsx';
import { SoundBank } from './sound-bank.tsx';

/** One bank on its own: its sheet, sounds or bytes, as the pack would hold them now. */
export function OpenedBank({
  occupant,
  place,
}: {
  readonly occupant: BankOccupant;
  readonly place: DeskCursor;
}) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), [occupant.asset_id]);
  return (
    <>
      <div className="opened-head" data-bank={place.bank}>
        <Button ref={back} small icon={<ArrowLeft size={12} />} title="Esc" onPress={closeBank}>
          Slots
        </Button>
        <h2 className="clip">
          <Name text={occupant.name} />
        </h2>
        <BankBadge bank={place.bank} />
        <Badge>{occupant.format.split('/')[1]}</Badge>
        <span className="small quiet">
          {place.row === 'slots' ? `slot ${place.index}` : 'loads on demand'}
        </span>
        {occupant.resident_bytes !== null && (
          <span className="small quiet">
            <ByteSize bytes={occupant.resident_bytes} /> resident
          </span>
        )}
        <span className="grow" />
        <Button small icon={<Table2 size={12} />} onPress={() => runCommand('bank.reveal')}>
          Workspace
        </Button>
      </div>
      <BankContent occupant={occupant} />
    </>
  );
}

function BankContent({ occupant }: { readonly occupant: BankOccupant }) {
  const { value: preview, problem } = useAssetPreview(occupant.asset_id);
  const name = visibleName(occupant.name);
  if (problem !== undefined) return <EmptyState title="No preview">{visibleName(problem)}</EmptyState>;
  if (preview === undefined) return <div className="pane__body" aria-busy="true" />;
  switch (preview.kind) {
    case 'glyph':
      return <GlyphBank name={name} preview={preview} />;
    case 'sound':
      return <SoundBank assetId={occupant.asset_id} preview={preview} />;
    case 'raw':
      return <RawBank name={name} preview={preview} />;
    case 'unavailable':
      return <Unavailable occupant={occupant} reason={preview.reason} />;
  }
}

function Unavailable({ occupant, reason }: { readonly occupant: BankOccupant; readonly reason: string }) {
  const doctor = useProject((state) => state.doctor);
  const own = doctor?.diagnostics.filter((each) => each.asset_id === occupant.asset_id) ?? [];
  return (
    <div
      className="pane__body pane__body--scroll opened-problems"
      role="region"
      aria-label="Problems of the bank"
      tabIndex={0}
    >
      <h3>There is nothing to show yet</h3>
      <p className="quiet">{visibleName(reason)}</p>
      <ul className="stack">
        {own.map((diagnostic, index) => (
          <ProblemCard key={index} diagnostic={diagnostic} />
        ))}
      </ul>
    </div>
  );
}
