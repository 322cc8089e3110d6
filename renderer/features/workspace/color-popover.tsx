import { ArrowLeft, ArrowRight, Trash2 } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { parseColor } from './palette-edits.ts';

/** One colour of a palette: a well, its hexadecimal text, its place. What was chosen is written when it closes. */
export function ColorPopover(props: {
  readonly at: { readonly x: number; readonly y: number };
  readonly entry: number;
  readonly color: string;
  readonly last: number;
  readonly onCommit: (color: string) => void;
  readonly onRemove: () => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onClose: () => void;
}) {
  const { at, entry, color, last } = props;
  const [draft, setDraft] = useState(color);
  const element = useRef<HTMLDivElement>(null);
  const closing = useRef<() => void>(() => undefined);
  closing.current = () => {
    if (draft !== color) props.onCommit(draft);
    props.onClose();
  };
  useLayoutEffect(() => {
    const popover = element.current;
    if (popover === null) return;
    const back = document.activeElement;
    popover.showPopover();
    const box = popover.getBoundingClientRect();
    popover.style.left = `${Math.max(8, Math.min(at.x, window.innerWidth - box.width - 8))}px`;
    popover.style.top = `${Math.max(8, Math.min(at.y, window.innerHeight - box.height - 8))}px`;
    popover.querySelector('input')?.focus();
    return () => {
      if (popover.contains(document.activeElement) && back instanceof HTMLElement) back.focus();
    };
  }, [at.x, at.y]);
  useEffect(() => {
    const popover = element.current;
    const toggled = (event: Event) => {
      if (event instanceof ToggleEvent && event.newState === 'closed') closing.current();
    };
    popover?.addEventListener('toggle', toggled);
    return () => popover?.removeEventListener('toggle', toggled);
  }, []);
  return (
    <div
      ref={element}
      popover="auto"
      className="color-popover"
      role="dialog"
      aria-label={`Colour of entry ${entry}`}
    >
      <div className="stack">
        <input
          type="color"
          className="color-popover__well"
          aria-label="Colour"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
        />
        <TextField
          mono
          label="Hexadecimal"
          value={draft}
          error={undefined}
          onCommit={(text) => {
            const parsed = parseColor(text);
            if (parsed !== undefined) setDraft(parsed);
          }}
          note={entry === 0 ? 'Entry 0 is transparent: its colour matches nothing.' : 'Stored as RGB565.'}
        />
        <div className="row-flex">
          <IconButton
            small
            label="Move to the left"
            icon={<ArrowLeft size={12} />}
            unavailable={entry === 0 ? 'It is the first entry.' : undefined}
            onPress={() => props.onMove(-1)}
          />
          <IconButton
            small
            label="Move to the right"
            icon={<ArrowRight size={12} />}
            unavailable={entry === last ? 'It is the last entry.' : undefined}
            onPress={() => props.onMove(1)}
          />
          <IconButton
            small
            label="Remove the colour"
            icon={<Trash2 size={12} />}
            unavailable={last === 0 ? 'A palette has at least one colour.' : undefined}
            onPress={props.onRemove}
          />
          <span className="grow" />
          <Button small kind="primary" onPress={() => element.current?.hidePopover()}>
            Done
          </Button>
        </div>
      </div>
    </div>
  );
}
