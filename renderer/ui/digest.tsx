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
  const isCut = length !== undefined && value.length > length;
  // What is read out holds exactly what is seen; the dots are the style sheet's, the whole is in the title.
  const shown = isCut ? value.slice(0, length) : value;
  const copy = async () => {
    const copied = await copyText(value);
    showToast(copied ? 'fine' : 'tool', copied ? `Copied the ${label}.` : 'The clipboard is not available.');
  };
  return (
    <button
      type="button"
      className={classNames('digest', length === undefined && 'digest--whole')}
      title={`${value} (click to copy)`}
      aria-label={`Copy ${label} ${shown}`}
      tabIndex={props.tabbable === false ? -1 : undefined}
      onClick={() => void copy()}
    >
      <span className={classNames('digest__text', isCut && 'digest__text--cut')}>{shown}</span>
      <Copy size={12} aria-hidden="true" />
    </button>
  );
}
