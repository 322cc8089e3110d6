import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button, IconButton } from './button.tsx';
import { StateIcon } from './state-icon.tsx';
import { dismissToast, useToasts } from './toast-store.ts';
import './toast.css';

/** The polite live region of the studio, above dialogs too (a popover is in the top layer). */
export function ToastRegion() {
  const toasts = useToasts((state) => state.toasts);
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    if (element.matches(':popover-open')) element.hidePopover();
    if (toasts.length > 0) element.showPopover();
  }, [toasts]);
  return (
    <>
      <div role="status" aria-live="polite" className="visually-hidden">
        {toasts.at(-1)?.text}
      </div>
      <div ref={region} popover="manual" className="toasts" role="region" aria-label="Notices">
        {toasts.map((toast) => (
          <div key={toast.id} className="toast">
            <StateIcon state={toast.state} iconOnly />
            <span className="toast__text">{toast.text}</span>
            {toast.action !== undefined && (
              <Button
                small
                onPress={() => {
                  toast.action?.run();
                  dismissToast(toast.id);
                }}
              >
                {toast.action.title}
              </Button>
            )}
            <IconButton small label="Dismiss" icon={<X size={14} />} onPress={() => dismissToast(toast.id)} />
          </div>
        ))}
      </div>
    </>
  );
}
