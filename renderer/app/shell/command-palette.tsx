import { useId, useState, type KeyboardEvent } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { isMac, useCommands, type Command } from '../commands/registry.ts';
import { rankCommands } from '../commands/rank-commands.ts';
import { shortcutText } from '../commands/shortcut.ts';
import { setOverlay } from '../state/view.ts';

/** Every command by name: a combobox over a list box. Never loaded late: keys that follow Ctrl+K belong to it. */
export function CommandPalette() {
  const commands = useCommands();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const found = rankCommands(
    commands.filter((command) => command.id !== 'view.palette'),
    query,
  );
  const active = found[Math.min(at, found.length - 1)];
  const close = () => setOverlay(null);
  const run = (command: Command | undefined) => {
    if (command === undefined || command.unavailable?.() !== undefined) return;
    close();
    // After the dialog has given the focus back, so that a command which opens something keeps it.
    setTimeout(command.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined && found.length > 0)
      setAt((before) => (Math.min(before, found.length - 1) + step + found.length) % found.length);
    else if (event.key === 'Enter') run(active);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Command palette" onClose={close} className="palette">
      <input
        data-autofocus
        className="palette__input"
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
        placeholder="What do you want to do?"
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Commands" className="palette__list" tabIndex={-1}>
        {found.map((command) => (
          <div
            key={command.id}
            id={`${id}-${command.id}`}
            role="option"
            aria-selected={command === active}
            aria-disabled={command.unavailable?.() === undefined ? undefined : true}
            className="palette__option"
            ref={command === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => run(command)}
            onMouseMove={() => setAt(found.indexOf(command))}
          >
            <span className="grow">
              {command.title}
              {command.unavailable?.() !== undefined && (
                <span className="faint small"> – {command.unavailable()}</span>
              )}
            </span>
            <span className="faint small">{command.group}</span>
            {command.shortcut !== undefined && (
              <kbd className="kbd kbd--boxed">{shortcutText(command.shortcut, isMac)}</kbd>
            )}
          </div>
        ))}
        {found.length === 0 && (
          <div role="option" aria-selected="false" aria-disabled="true" className="palette__option">
            No command has this name.
          </div>
        )}
      </div>
    </Dialog>
  );
}
