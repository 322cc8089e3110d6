import { Copy } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { visibleName } from '../../ui/visible-name.ts';
import { dismissError, type ShownError } from '../state/errors.ts';

/** What went wrong, where, and what to do next; “copy details” gives JSON. */
export default function ErrorDialog({ shown }: { readonly shown: ShownError }) {
  const { doing, error } = shown;
  const details = JSON.stringify({ doing, ...error }, null, 2);
  const copy = async () => {
    const copied = await copyText(details);
    showToast(copied ? 'fine' : 'tool', copied ? 'Copied the details.' : 'The clipboard is not available.');
  };
  return (
    <Dialog
      alert
      title={`${doing} did not work`}
      onClose={dismissError}
      foot={
        <>
          <Button icon={<Copy size={14} />} onPress={() => void copy()}>
            Copy details
          </Button>
          <Button kind="primary" onPress={dismissError} autoFocus>
            Close
          </Button>
        </>
      }
    >
      <div className="stack">
        <StateIcon
          state={error.code === 'ACTION_BLOCKED' ? 'error' : 'tool'}
          word={<strong>{visibleName(error.message)}</strong>}
        />
        <p>{visibleName(error.remedy)}</p>
        <details>
          <summary className="small quiet">Details ({error.code})</summary>
          <pre className="code-block" tabIndex={0}>
            {visibleName(details).replaceAll('‹U+000A›', '\n')}
          </pre>
        </details>
      </div>
    </Dialog>
  );
}
