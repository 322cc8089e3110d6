import { Ellipsis, MousePointerClick } from 'lucide-react';
import type { AssetDetails, AssetRow } from '#schemas/report/assets.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { ProblemCard } from '../../app/parts/problem-card.tsx';
import { useAssetDetails } from '../../app/state/asset-facts.ts';
import { useProject } from '../../app/state/project.ts';
import { assetKey, useSelection } from '../../app/state/selection.ts';
import { BankBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { formatBytes } from '../../ui/byte-size.ts';
import { Digest } from '../../ui/digest.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { Name } from '../../ui/name.tsx';
import { Section } from '../../ui/section.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { ArtifactList } from './artifact-list.tsx';
import { ASSET_COMMANDS, assetMenuItems } from './asset-commands.tsx';
import { AssetFiles } from './asset-files.tsx';
import { AssetPreviewSection } from './asset-preview-section.tsx';
import { DeclarationEditor } from './declaration-editor.tsx';
import './details.css';
import { PaletteEditor } from './palette-editor.tsx';
import { rowState } from './row-state.ts';

/** The selection: its preview, its problems, its declaration as controls, its files and facts. */
export function DetailsPane() {
  const { selected, active } = useSelection();
  const rows = useProject((state) => state.assets?.assets);
  const row = rows?.find((each) => assetKey(each) === active);
  const count =
    rows === undefined ? 0 : rows.reduce((sum, each) => sum + Number(selected.has(assetKey(each))), 0);
  return (
    <div className="details" data-pane="details" tabIndex={-1}>
      {count > 1 ? (
        <ManyDetails />
      ) : row === undefined ? (
        <NoSelection />
      ) : (
        <OneDetails key={assetKey(row)} row={row} />
      )}
    </div>
  );
}

function NoSelection() {
  return (
    <EmptyState icon={MousePointerClick} title="Nothing is selected">
      Select an asset to see its preview, and to edit what is packed of it.
    </EmptyState>
  );
}

/** Several assets: what they weigh together, and what can be done with all of them. */
function ManyDetails() {
  const { selected } = useSelection();
  const rows = useProject((state) => state.assets?.assets ?? []).filter((row) => selected.has(assetKey(row)));
  return (
    <>
      <header className="details__head">
        <h2>{rows.length} assets</h2>
        <p className="faint small">
          {formatBytes(rows.reduce((sum, row) => sum + row.source_bytes, 0))} of sources
        </p>
      </header>
      <Section title="With all of them">
        <div className="stack">
          {ASSET_COMMANDS.filter(
            (command) => command.icon !== undefined && command.unavailable?.() === undefined,
          ).map((command) => (
            <Button key={command.id} icon={command.icon} onPress={command.run}>
              {command.title}
            </Button>
          ))}
        </div>
      </Section>
    </>
  );
}

function OneDetails({ row }: { readonly row: AssetRow }) {
  const details = useAssetDetails(row.asset_id === null ? { root: row.root } : { assetId: row.asset_id });
  const readOnly = useProject((state) => state.project?.read_only === true);
  const { value } = details;
  const problems = value?.diagnostics ?? [];
  return (
    <>
      <Head row={row} />
      {row.asset_id !== null && <AssetPreviewSection assetId={row.asset_id} row={row} />}
      <ProblemsSection diagnostics={problems} root={row.root} />
      {row.asset_id === null && <Unregistered />}
      {value !== undefined && row.asset_id !== null && (
        <fieldset className="bare-fieldset" disabled={readOnly}>
          <Declaration assetId={row.asset_id} details={value} />
        </fieldset>
      )}
      {value !== undefined && (
        <>
          <AssetFiles details={value} readOnly={readOnly} />
          <Facts details={value} />
        </>
      )}
      {details.problem !== undefined && <EmptyState title="No details">{details.problem}</EmptyState>}
    </>
  );
}

/** Errors and warnings as cards; hints wait behind one line, since they need no one. */
function ProblemsSection({
  diagnostics,
  root,
}: {
  readonly diagnostics: readonly Diagnostic[];
  readonly root: string;
}) {
  const pressing = diagnostics.filter((each) => each.severity !== 'hint');
  const hints = diagnostics.filter((each) => each.severity === 'hint');
  if (diagnostics.length === 0) return null;
  return (
    <Section title={pressing.length > 0 ? `Problems (${pressing.length})` : 'No problems'}>
      <Cards diagnostics={pressing} root={root} />
      {hints.length > 0 && (
        <details className="hints">
          <summary>{hints.length === 1 ? '1 hint' : `${hints.length} hints`}</summary>
          <Cards diagnostics={hints} root={root} />
        </details>
      )}
    </Section>
  );
}

const SHOWN_CARDS = 50;

function Cards({
  diagnostics,
  root,
}: {
  readonly diagnostics: readonly Diagnostic[];
  readonly root: string;
}) {
  return (
    <>
      <ul className="stack">
        {diagnostics.slice(0, SHOWN_CARDS).map((diagnostic, index) => (
          <ProblemCard key={index} diagnostic={diagnostic} root={root} />
        ))}
      </ul>
      {diagnostics.length > SHOWN_CARDS && (
        <p className="faint small">and {diagnostics.length - SHOWN_CARDS} more</p>
      )}
    </>
  );
}

function Head({ row }: { readonly row: AssetRow }) {
  const { state, word } = rowState(row);
  return (
    <header className="details__head stack">
      <div className="details__title">
        <h2 className="clip grow">
          <Name text={row.name} />
        </h2>
        <MenuButton
          kind="quiet"
          className="button--icon"
          label="What to do with it"
          menuLabel="Asset"
          items={assetMenuItems()}
        >
          <Ellipsis size={16} aria-hidden="true" />
        </MenuButton>
      </div>
      <div className="row-flex wrap small">
        <StateIcon state={state} word={word} />
        {row.bank_type !== null && <BankBadge bank={row.bank_type} />}
        {row.asset_id !== null && (
          <span className="faint">
            id <span className="mono">{row.asset_id}</span>
          </span>
        )}
        <ByteSize bytes={row.source_bytes} />
      </div>
      <Digest value={row.address} label="address" />
    </header>
  );
}

function Unregistered() {
  return (
    <Section title="Not part of the project yet">
      <p className="quiet small">
        This folder has an asset.json, but the registry does not know it, so it is never packed.
      </p>
      <div className="row-flex wrap">
        {ASSET_COMMANDS.filter(
          (command) => command.id === 'asset.register' || command.id === 'asset.adopt',
        ).map((command) => (
          <Button
            key={command.id}
            kind={command.id === 'asset.register' ? 'primary' : 'plain'}
            icon={command.icon}
            unavailable={command.unavailable?.()}
            onPress={command.run}
          >
            {command.title}
          </Button>
        ))}
      </div>
    </Section>
  );
}

function Declaration({ assetId, details }: { readonly assetId: number; readonly details: AssetDetails }) {
  const { declaration, asset } = details;
  if (declaration === null)
    return (
      <Section title="Declaration">
        <p className="quiet small">
          asset.json cannot be read; the problems above say why. It is left alone until it can.
        </p>
      </Section>
    );
  return (
    <>
      <DeclarationEditor assetId={assetId} row={asset} declaration={declaration} />
      {declaration.type === 'glyph_bank' && (
        <PaletteEditor assetId={assetId} declaration={declaration} files={details.files} />
      )}
      <ArtifactList assetId={assetId} declaration={declaration} />
    </>
  );
}

function Facts({ details }: { readonly details: AssetDetails }) {
  const { asset, packed } = details;
  return (
    <Section title="Facts">
      <dl className="fact-list">
        <dt>Root</dt>
        <dd>
          <Name text={`assets/${asset.root}`} mono />
        </dd>
        {asset.asset_uuid !== null && (
          <>
            <dt>uuid</dt>
            <dd>
              <Digest value={asset.asset_uuid} label="uuid" />
            </dd>
          </>
        )}
        <dt>Format</dt>
        <dd className="mono">{asset.format ?? '–'}</dd>
        {packed === null ? (
          <>
            <dt>Pack</dt>
            <dd className="faint">not in the current pack</dd>
          </>
        ) : (
          <>
            <dt>Stored</dt>
            <dd>
              <ByteSize bytes={packed.size} /> <span className="faint">at offset</span>{' '}
              <span className="mono">{packed.offset}</span>
            </dd>
            <dt>Resident</dt>
            <dd>
              <ByteSize bytes={packed.decoded_size} />
            </dd>
            <dt>Payload</dt>
            <dd>
              <Digest value={packed.payload_sha256} label="digest of the payload" length={16} />
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}
