import { Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CreateSuggestion } from '#schemas/contract/views.ts';
import { runAction } from '../../app/state/actions.ts';
import { revealAsset } from '../../app/state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/byte-size.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { importFiles } from './import-files.ts';
import { setImport, useImport } from './import-store.ts';
import { suggestionsTitle } from './suggestions-title.ts';
import { SuggestionCard } from './suggestion-card.tsx';

/** Files dropped anywhere in the window, and the tray that says what they seem to be. */
export default function ImportTray() {
  const { state } = useImport();
  const dragging = useFileDrop();
  return (
    <>
      {dragging && (
        <div className="drop-veil">
          <div className="drop-veil__card">
            <Upload size={32} aria-hidden="true" />
            <strong>Drop to add</strong>
            <span className="quiet">
              The studio suggests what to make of the files before anything is written.
            </span>
          </div>
        </div>
      )}
      {state.phase === 'sending' && (
        <Dialog
          title={state.fileCount === 1 ? 'Reading 1 file' : `Reading ${state.fileCount} files`}
          size="narrow"
          onClose={() => undefined}
        >
          <div className="stack">
            <ProgressBar label="Files read" value={state.sentBytes} total={state.totalBytes} />
            <span className="faint small">
              {formatBytes(state.sentBytes)} of {formatBytes(state.totalBytes)}
            </span>
          </div>
        </Dialog>
      )}
      {state.phase === 'review' && <Review suggestions={state.suggestions} fileCount={state.fileCount} />}
    </>
  );
}

/** Whether files are being dragged over the window; dropping sends them. */
function useFileDrop(): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setDragging(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDrop = (event: DragEvent) => {
      setDragging(false);
      if (!holdsFiles(event) || document.querySelector('dialog:modal') !== null) return;
      event.preventDefault();
      void importFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return dragging;
}

interface Draft {
  readonly suggestion: CreateSuggestion;
  readonly wanted: boolean;
}

function Review({
  suggestions,
  fileCount,
}: {
  readonly suggestions: readonly CreateSuggestion[];
  readonly fileCount: number;
}) {
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    suggestions.map((suggestion) => ({ suggestion, wanted: true })),
  );
  const [busy, setBusy] = useState(false);
  const wanted = drafts.filter((draft) => draft.wanted);
  const close = () => setImport({ phase: 'idle' });
  const create = async () => {
    setBusy(true);
    const made: number[] = [];
    const left: Draft[] = drafts.filter((draft) => !draft.wanted);
    for (const draft of wanted) {
      const { root, name, type, format, files, options } = draft.suggestion;
      const result = await runAction({
        kind: 'create',
        root,
        name,
        type,
        format,
        sources: files.map((file) => file.handle),
        options,
      });
      if (result === undefined) left.push(draft);
      else made.push(...result.registered.map((each) => each.asset_id));
    }
    const first = made[0] === undefined ? undefined : `id:${made[0]}`;
    if (first !== undefined) revealAsset(first);
    setBusy(false);
    // What could not be made stays, so that it can be mended.
    if (left.some((draft) => draft.wanted)) setDrafts(left);
    else {
      close();
      setTimeout(() => document.querySelector<HTMLElement>('.table')?.focus());
    }
  };
  return (
    <Dialog
      size="wide"
      title={suggestionsTitle(fileCount, suggestions)}
      onClose={close}
      foot={
        <>
          <span className="grow faint small">Files are copied into assets/. Each asset can be undone.</span>
          <Button onPress={close}>Cancel</Button>
          <Button
            kind="primary"
            autoFocus
            unavailable={busy ? 'Creating…' : wanted.length === 0 ? 'Nothing is chosen.' : undefined}
            onPress={() => void create()}
          >
            {wanted.length === 1 ? 'Create 1 asset' : `Create ${wanted.length} assets`}
          </Button>
        </>
      }
    >
      {drafts.length === 0 ? (
        <EmptyState title="Nothing can be made of these files">
          Drop PNG images, WAV sounds, palette files, or any file to be packed as it is.
        </EmptyState>
      ) : (
        <ul className="stack">
          {drafts.map((draft, at) => (
            <SuggestionCard
              key={draft.suggestion.files[0]?.handle ?? draft.suggestion.root}
              suggestion={draft.suggestion}
              wanted={draft.wanted}
              onChange={(suggestion, isWanted) =>
                setDrafts(
                  drafts.map((each, index) => (index === at ? { suggestion, wanted: isWanted } : each)),
                )
              }
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
