import type { ReactNode } from 'react';
import type { ActionPreview, PlannedEdit } from '#schemas/contract/actions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import type { PendingQuestion } from '../state/actions.ts';
import './action-dialog.css';
import { GestureCodeDialog } from './gesture-code-dialog.tsx';
import { lineDifference } from './line-difference.ts';

/** What a person is asked on the way of an action. */
export default function ActionDialog({ pending }: { readonly pending: PendingQuestion }) {
  return pending.kind === 'code' ? (
    <GestureCodeDialog title={pending.title} answer={pending.answer} />
  ) : (
    <PreviewDialog preview={pending.preview} answer={pending.answer} />
  );
}

/** What an action would do, before it does it (asset-workspace 3). */
function PreviewDialog(props: {
  readonly preview: ActionPreview;
  readonly answer: (agreed: boolean) => void;
}) {
  const { preview, answer } = props;
  const blocked = preview.blockers.length > 0;
  const nothing =
    preview.creates.length + preview.edits.length + preview.moves.length + preview.deletes.length === 0;
  return (
    <Dialog
      size="wide"
      title={visibleName(preview.title)}
      onClose={() => answer(false)}
      foot={
        <>
          <span className="grow faint small">
            {blocked
              ? 'Resolve what stands in the way, then try again.'
              : preview.deletes.length > 0
                ? 'Deleting cannot be undone.'
                : 'You can undo this afterwards.'}
          </span>
          <Button onPress={() => answer(false)} autoFocus={blocked}>
            {blocked ? 'Close' : 'Cancel'}
          </Button>
          {!blocked && (
            <Button kind="primary" onPress={() => answer(true)} autoFocus>
              Apply
            </Button>
          )}
        </>
      }
    >
      <div className="stack stack-wide">
        <Lines
          title="Stands in the way"
          lines={preview.blockers}
          mark={<StateIcon state="error" iconOnly />}
        />
        <Lines title="Worth knowing" lines={preview.warnings} mark={<StateIcon state="warning" iconOnly />} />
        <Lines title="Moves" lines={preview.moves.map((move) => `${move.from} → ${move.to}`)} mono />
        <Lines title="Deletes" lines={preview.deletes} mono />
        <Lines title="Creates" lines={preview.creates} mono />
        {preview.edits.map((edit) => (
          <Edit key={edit.path} edit={edit} />
        ))}
        {nothing && !blocked && <p className="quiet">No file is written.</p>}
      </div>
    </Dialog>
  );
}

const SHOWN_LINES = 200;

function Lines(props: {
  readonly title: string;
  readonly lines: readonly string[];
  readonly mark?: ReactNode;
  readonly mono?: boolean;
}) {
  const { title, lines, mark, mono = false } = props;
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{lines.length === 1 ? title : `${title} (${lines.length})`}</h3>
      <ul className="planned">
        {lines.slice(0, SHOWN_LINES).map((line) => (
          <li key={line} className="planned__line">
            {mark}
            <Name text={line} mono={mono} />
          </li>
        ))}
      </ul>
      {lines.length > SHOWN_LINES && <p className="faint small">and {lines.length - SHOWN_LINES} more</p>}
    </section>
  );
}

function Edit({ edit }: { readonly edit: PlannedEdit }) {
  return (
    <section>
      <h3>
        {edit.before === null ? 'Writes ' : 'Changes '} <Name text={edit.path} mono />
      </h3>
      <div
        className="difference"
        role="region"
        aria-label={`Difference of ${visibleName(edit.path)}`}
        tabIndex={0}
      >
        {lineDifference(edit.before ?? '', edit.after ?? '').map((line, index) => (
          <div key={index} className={`difference__line difference__line--${line.kind}`}>
            <span aria-hidden="true">{{ same: ' ', added: '+', removed: '−', skipped: '⋯' }[line.kind]}</span>
            <span className="visually-hidden">
              {{ same: '', added: 'added: ', removed: 'removed: ', skipped: '' }[line.kind]}
            </span>
            <Name text={line.text} />
          </div>
        ))}
      </div>
    </section>
  );
}
