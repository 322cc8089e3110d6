import { ArrowDown, ArrowUp, GripVertical, Plus, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Artifact, AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { glyphData } from '../../app/parts/glyph-data.ts';
import { holdEdit } from '../../app/state/actions.ts';
import { useAssetPreview } from '../../app/state/asset-facts.ts';
import { classNames } from '../../ui/class-names.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { movedRow } from '../../ui/grid-keys.ts';
import { Name } from '../../ui/name.tsx';
import { Section } from '../../ui/section.tsx';
import { useRowWindow } from '../../ui/windowed-rows.ts';
import { ArtifactFields } from './artifact-fields.tsx';
import { gapToPlace, moveItem } from './artifact-order.ts';
import { editDeclaration } from './edit-declaration.ts';
import { chooseFilesForAsset } from './import-files.ts';
import { sheetCanvas, TileThumb } from './tile-thumb.tsx';

const ROW_PX = 28;
const COMMIT_AFTER_MS = 350;
const DRAG_TYPE = 'application/x-pack-studio-artifact';

/** The selected files in their explicit order: drag them, or move them with Alt+↑ and Alt+↓. */
export function ArtifactList({
  assetId,
  declaration,
}: {
  readonly assetId: number;
  readonly declaration: AssetDeclaration;
}) {
  const { value: preview } = useAssetPreview(assetId);
  const declared = useMemo(() => [...declaration.artifacts].sort((a, b) => a.index - b.index), [declaration]);
  const { order, reorder } = useArtifactOrder(assetId, declared);
  const [activeFile, setActiveFile] = useState<string | null>(null);
  const [gap, setGap] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useRowWindow(scroller, order.length, ROW_PX);
  const data = useMemo(() => (preview?.kind === 'glyph' ? glyphData(preview) : undefined), [preview]);
  const sheet = useMemo(() => (data === undefined ? undefined : sheetCanvas(data)), [data]);
  const active = order.findIndex((artifact) => artifact.file === activeFile);
  const chosen = order[active];
  const noun =
    declaration.type === 'glyph_bank' ? 'Images' : declaration.type === 'sound_bank' ? 'Sounds' : 'File';

  const choose = (index: number) => {
    setActiveFile(order[index]?.file ?? null);
    shown.scrollToRow(index);
  };
  const move = (from: number, to: number) => {
    reorder(moveItem(order, from, to));
    shown.scrollToRow(to);
  };
  const remove = (artifact: Artifact) => {
    setActiveFile(order[active + 1]?.file ?? order[active - 1]?.file ?? null);
    editDeclaration(assetId, { kind: 'remove_artifact', file: artifact.file });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      if (active >= 0) move(active, active + (event.key === 'ArrowUp' ? -1 : 1));
    } else if (event.altKey) return;
    else if (event.key === 'Delete' && chosen !== undefined) remove(chosen);
    else {
      const next = movedRow(event.key, active, order.length, shown.pageRows);
      if (next === undefined) return;
      choose(next);
    }
    event.preventDefault();
  };

  return (
    <Section
      title={`${noun} (${order.length})`}
      end={
        <Button small icon={<Plus size={12} />} onPress={() => chooseFilesForAsset(assetId)}>
          Add files…
        </Button>
      }
    >
      <div className="stack">
        {order.length === 0 ? (
          <p className="quiet small">
            Nothing is selected for this bank yet. Add files, or take one of the unused files below.
          </p>
        ) : (
          <div
            ref={scroller}
            className="artifacts"
            role="listbox"
            aria-label={`${noun} in their order. Alt and arrow keys move the chosen one.`}
            tabIndex={0}
            aria-activedescendant={
              active >= shown.start && active < shown.end ? `artifact-${active}` : undefined
            }
            style={{ height: Math.min(300, order.length * ROW_PX + 2) }}
            onKeyDown={onKeyDown}
            onFocus={() => active < 0 && choose(0)}
            onDragLeave={() => setGap(null)}
          >
            <div className="artifacts__body" role="presentation" style={{ height: shown.heightPx }}>
              {order.slice(shown.start, shown.end).map((artifact, offset) => {
                const index = shown.start + offset;
                return (
                  <div
                    key={artifact.file}
                    id={`artifact-${index}`}
                    role="option"
                    aria-selected={index === active}
                    aria-posinset={index + 1}
                    aria-setsize={order.length}
                    draggable
                    className={classNames(
                      'artifact',
                      gap === index && 'artifact--gap-before',
                      gap === order.length && index === order.length - 1 && 'artifact--gap-after',
                    )}
                    style={{ transform: `translateY(${shown.topOf(index)}px)` }}
                    onMouseDown={() => setActiveFile(artifact.file)}
                    onDragStart={(event) => {
                      event.dataTransfer.setData(DRAG_TYPE, String(index));
                      event.dataTransfer.effectAllowed = 'move';
                    }}
                    onDragOver={(event) => {
                      if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
                      event.preventDefault();
                      const box = event.currentTarget.getBoundingClientRect();
                      setGap(event.clientY < box.top + box.height / 2 ? index : index + 1);
                    }}
                    onDrop={(event) => {
                      const from = Number(event.dataTransfer.getData(DRAG_TYPE));
                      if (gap !== null && event.dataTransfer.types.includes(DRAG_TYPE)) {
                        event.preventDefault();
                        move(from, gapToPlace(from, gap));
                      }
                      setGap(null);
                    }}
                    onDragEnd={() => setGap(null)}
                  >
                    <GripVertical size={12} className="artifact__grip" aria-hidden="true" />
                    <span className="artifact__index mono">{artifact.index}</span>
                    {sheet !== undefined && data !== undefined && (
                      <TileThumb sheet={sheet} tileSize={data.tileSize} tile={artifact.index} />
                    )}
                    <Name text={artifact.file} className="clip grow" />
                    {artifact.palette !== undefined && (
                      <span className="faint">palette {artifact.palette}</span>
                    )}
                    {artifact.loop !== undefined && <span className="faint">loop</span>}
                  </div>
                );
              })}
            </div>
          </div>
        )}
        {chosen !== undefined && (
          <div className="row-flex wrap">
            <IconButton
              small
              kind="plain"
              label="Move up"
              shortcut="Alt+↑"
              icon={<ArrowUp size={12} />}
              unavailable={active === 0 ? 'It is the first.' : undefined}
              onPress={() => move(active, active - 1)}
            />
            <IconButton
              small
              kind="plain"
              label="Move down"
              shortcut="Alt+↓"
              icon={<ArrowDown size={12} />}
              unavailable={active === order.length - 1 ? 'It is the last.' : undefined}
              onPress={() => move(active, active + 1)}
            />
            <IconButton
              small
              kind="plain"
              label="Remove from the bank"
              shortcut="Delete"
              icon={<Trash2 size={12} />}
              onPress={() => remove(chosen)}
            />
            <ArtifactFields
              key={chosen.file}
              assetId={assetId}
              declaration={declaration}
              artifact={chosen}
              preview={preview}
            />
          </div>
        )}
      </div>
    </Section>
  );
}

/**
 * The order as it is being changed. Moves show at once and are written together when the person pauses, so that ten
 * presses of Alt+↓ are one edit and one undo.
 */
function useArtifactOrder(assetId: number, declared: readonly Artifact[]) {
  const [draft, setDraft] = useState<readonly Artifact[] | null>(null);
  const waiting = useRef<{ readonly forget: () => void; readonly write: () => void } | null>(null);
  useEffect(() => setDraft(null), [declared]);
  useEffect(() => () => waiting.current?.write(), []);
  const reorder = (next: readonly Artifact[]) => {
    setDraft(next);
    waiting.current?.forget();
    const write = () => {
      forget();
      editDeclaration(assetId, { kind: 'set_artifact_order', files: next.map((artifact) => artifact.file) });
    };
    const timer = window.setTimeout(write, COMMIT_AFTER_MS);
    const release = holdEdit(write);
    const forget = () => {
      clearTimeout(timer);
      release();
      waiting.current = null;
    };
    waiting.current = { forget, write };
  };
  return { order: draft ?? declared, reorder };
}
