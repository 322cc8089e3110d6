import { Copy } from 'lucide-react';
import { classNames } from './class-names.ts';
import { copyText } from './copy-text.ts';
import './digest.css';
import { showToast } from './toast-store.ts';

/** A digest or another exact value in monospace; one click copies the whole of it. */
export function Digest(props: {
  readonly value: string;
  readonly label?: string;
  readonly length?: number;
  readonly tabbable?: boolean;
}) {
  const { value, label = 'digest', length } = props;
  const shown = length === undefined || value.length <= length ? value : `${value.slice(0, length)}…`;
  const copy = async () => {
    const copied = await copyText(value);
    showToast(copied ? 'fine' : 'tool', copied ? `Copied the ${label}.` : 'The clipboard is not available.');
  };
  return (
    <button
      type="button"
      className={classNames('digest', length === undefined && 'digest--whole')}
      title={`${value} (click to copy)`}
      aria-label={`Copy ${label} ${value}`}
      tabIndex={props.tabbable === false ? -1 : undefined}
      onClick={() => void copy()}
    >
      <span className="digest__text">{shown}</span>
      <Copy size={12} aria-hidden="true" />
    </button>
  );
}
