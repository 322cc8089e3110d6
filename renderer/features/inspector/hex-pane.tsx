import { ChevronLeft, ChevronRight, Copy, Hash } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { base64ToBytes } from '../../platform/base64.ts';
import { client } from '../../app/studio.ts';
import { BankBadge } from '../../ui/badge.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { formatCount } from '../../ui/byte-size.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Digest } from '../../ui/digest.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { visibleName } from '../../ui/visible-name.ts';
import { useRowWindow } from '../../ui/windowed-rows.ts';
import { hexLine, wholeHexText } from './hex-lines.ts';
import { useInspector, watched, type ByteSelection, type PackInView } from './inspector-store.ts';
import { payloadDigest } from './payload-digest.ts';
import { hexOffset } from './ranges.ts';

/** Bytes that are fetched and shown at once; the contract gives at most 256 KiB. */
const WINDOW_BYTES = 64 * 1024;
const LINE_PX = 18;

/** What is selected: its facts and its bytes. */
export function HexPane() {
  const pack = useInspector((state) => state.pack);
  const selection = useInspector((state) => state.selection);
  if (pack === null)
    return (
      <EmptyState title="Nothing is open">
        Open a pack, and the bytes that you choose are shown here.
      </EmptyState>
    );
  if (selection === null)
    return <EmptyState title="Nothing is chosen">Choose an entry, a range or a place on the map.</EmptyState>;
  return (
    <Bytes
      key={`${pack.opened.pack_handle}/${selection.start}/${selection.length}`}
      pack={pack}
      selection={selection}
    />
  );
}

function Bytes({ pack, selection }: { readonly pack: PackInView; readonly selection: ByteSelection }) {
  const { start, length, title, assetId } = selection;
  const [from, setFrom] = useState(0);
  const [bytes, setBytes] = useState<Uint8Array | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const shownBytes = Math.min(WINDOW_BYTES, length - from);
  const handle = pack.opened.pack_handle;
  useEffect(() => {
    if (shownBytes <= 0) return setBytes(new Uint8Array());
    let overtaken = false;
    void watched(
      client().readPackRange({ pack_handle: handle, offset: start + from, length: shownBytes }),
    ).then((answer) => {
      if (overtaken) return;
      setProblem(answer.ok ? null : `${answer.error.message} ${answer.error.remedy}`);
      setBytes(answer.ok ? base64ToBytes(answer.value.data_base64) : null);
    });
    return () => {
      overtaken = true;
    };
  }, [handle, start, from, shownBytes]);
  const copy = async () => {
    if (bytes === null) return;
    const copied = await copyText(wholeHexText(bytes));
    showToast(
      copied ? 'fine' : 'tool',
      copied ? `Copied ${formatCount(bytes.length)} bytes.` : 'The clipboard is not available.',
    );
  };
  return (
    <>
      <div className="pane__head">
        <h2 className="clip grow">
          <Name text={title} />
        </h2>
        <IconButton
          small
          label="Copy these bytes as hexadecimal"
          icon={<Copy size={12} />}
          unavailable={bytes === null ? 'They are not read yet.' : undefined}
          onPress={() => void copy()}
        />
      </div>
      <div className="hex-facts">
        <dl className="fact-list">
          <dt>Bytes</dt>
          <dd className="mono">
            {hexOffset(start)} – {hexOffset(start + length)}
          </dd>
          <dt>Length</dt>
          <dd>
            <ByteSize bytes={length} />
          </dd>
        </dl>
        {assetId !== null && <EntryFacts pack={pack} assetId={assetId} />}
      </div>
      {length > WINDOW_BYTES && (
        <div className="hex-pages">
          <IconButton
            small
            label="Bytes before"
            icon={<ChevronLeft size={14} />}
            unavailable={from === 0 ? 'These are the first.' : undefined}
            onPress={() => setFrom(Math.max(0, from - WINDOW_BYTES))}
          />
          <span className="small quiet">
            from +{formatCount(from)} to +{formatCount(from + shownBytes)}
          </span>
          <IconButton
            small
            label="Bytes after"
            icon={<ChevronRight size={14} />}
            unavailable={from + shownBytes >= length ? 'These are the last.' : undefined}
            onPress={() => setFrom(from + WINDOW_BYTES)}
          />
        </div>
      )}
      {problem !== null ? (
        <EmptyState title="The bytes could not be read">{visibleName(problem)}</EmptyState>
      ) : bytes === null ? (
        <div className="grow" aria-busy="true" />
      ) : bytes.length === 0 ? (
        <EmptyState title="No bytes">This range is empty.</EmptyState>
      ) : (
        <HexLines bytes={bytes} firstOffset={start + from} label={`Bytes of ${visibleName(title)}`} />
      )}
    </>
  );
}

function EntryFacts({ pack, assetId }: { readonly pack: PackInView; readonly assetId: number }) {
  const entry = pack.byId.get(assetId);
  const [digest, setDigest] = useState<string>();
  const [doneBytes, setDoneBytes] = useState<number>();
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  if (entry === undefined) return null;
  const compute = async () => {
    setDoneBytes(0);
    const found = await payloadDigest(entry, setDoneBytes, () => shown.current);
    if (!shown.current) return;
    setDoneBytes(undefined);
    setDigest(found);
  };
  return (
    <>
      <dl className="fact-list">
        <dt>Entry</dt>
        <dd className="row-flex">
          <Digest value={String(entry.asset_id)} label="asset id" /> <BankBadge bank={entry.bank_type} />
        </dd>
        <dt>Resident</dt>
        <dd>
          <ByteSize bytes={entry.decoded_size} />
        </dd>
        <dt>Payload SHA-256</dt>
        <dd>
          {digest !== undefined ? (
            <Digest value={digest} label="digest of the payload" />
          ) : doneBytes === undefined ? (
            <Button small icon={<Hash size={12} />} onPress={() => void compute()}>
              Compute
            </Button>
          ) : (
            <ProgressBar label="Computing the digest" value={doneBytes} total={entry.size} />
          )}
        </dd>
      </dl>
      {Object.keys(entry.metadata).length > 0 && (
        <details>
          <summary className="small quiet">Metadata</summary>
          <pre className="code-block" tabIndex={0}>
            {visibleName(JSON.stringify(entry.metadata, null, 2)).replaceAll('‹U+000A›', '\n')}
          </pre>
        </details>
      )}
    </>
  );
}

/** Only the lines in view are there; arrows, pages and Home/End move as in any text. */
function HexLines(props: {
  readonly bytes: Uint8Array;
  readonly firstOffset: number;
  readonly label: string;
}) {
  const { bytes, firstOffset, label } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [perLine, setPerLine] = useState(8);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const sizes = new ResizeObserver(() => setPerLine(element.clientWidth >= 580 ? 16 : 8));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  const count = Math.ceil(bytes.length / perLine);
  const shown = useRowWindow(scroller, count, LINE_PX);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    event.currentTarget.scrollTop = event.key === 'Home' ? 0 : event.currentTarget.scrollHeight;
  };
  return (
    <div
      ref={scroller}
      className="hex-lines"
      role="region"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="hex-lines__body" style={{ height: shown.heightPx }}>
        {Array.from({ length: shown.end - shown.start }, (_, row) => {
          const at = shown.start + row;
          const line = hexLine(bytes, at * perLine, perLine, firstOffset);
          return (
            <div
              key={at}
              className="hex-lines__line"
              style={{ transform: `translateY(${shown.topOf(at)}px)` }}
            >
              <span className="faint">{line.offset}</span> <span>{line.hex}</span>{' '}
              <span className="quiet">{line.text}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
