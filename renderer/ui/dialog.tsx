import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import './dialog.css';

export interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
  readonly size?: 'narrow' | 'plain' | 'wide';
  /** `alert` interrupts: screen readers read it out at once. */
  readonly alert?: boolean;
  readonly className?: string;
}

const FOCUSABLE = ['button', 'input', 'select', '[tabindex="0"]']
  .flatMap((each) => [`.dialog__body ${each}`, `.dialog__foot ${each}`])
  .join(', ');

/** A modal on the platform's own `<dialog>`: the page behind is inert, Escape closes, focus returns. Mounted = open. */
export function Dialog(props: DialogProps) {
  const { title, onClose, children, foot, size = 'plain', alert = false } = props;
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    const back = document.activeElement;
    if (!dialog.open) dialog.showModal();
    // `showModal` would choose the close button; what the dialog is about comes first.
    const first =
      dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog.querySelector<HTMLElement>(FOCUSABLE);
    first?.focus();
    return () => {
      dialog.close();
      if (back instanceof HTMLElement && back.isConnected) back.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={classNames('dialog', size !== 'plain' && `dialog--${size}`, props.className)}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog__head">
        <h2 className="dialog__title" id={`${id}-title`}>
          {title}
        </h2>
        <IconButton label="Close" shortcut="Esc" icon={<X size={16} />} onPress={onClose} />
      </div>
      <div className="dialog__body">{children}</div>
      {foot !== undefined && <div className="dialog__foot">{foot}</div>}
    </dialog>
  );
}

/** A pane that slides over the edge of a narrow window. */
export function Drawer(props: {
  readonly title: string;
  readonly side: 'start' | 'end';
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      className={classNames('drawer', props.side === 'start' && 'drawer--start')}
    >
      {props.children}
    </Dialog>
  );
}
