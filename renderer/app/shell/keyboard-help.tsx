import { Dialog } from '../../ui/dialog.tsx';
import { isMac, useCommands, type Command } from '../commands/registry.ts';
import { shortcutText } from '../commands/shortcut.ts';
import { setOverlay } from '../state/view.ts';

/** Keys of the parts that everything is built from; they are no commands, since they act where the focus is. */
const PARTS: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Tables and trees',
    keys: [
      ['Move', '↑ ↓ Home End PgUp PgDn'],
      ['Select a range', 'Shift + ↑ ↓'],
      ['Select all', isMac ? '⌘A' : 'Ctrl+A'],
      ['Open and shut a branch', '→ ←'],
      ['Limit the table to a folder', 'Enter'],
      ['Go to the details', 'Enter'],
      ['Menu of the row', 'Shift+F10'],
    ],
  },
  {
    title: 'Lists that can be ordered',
    keys: [
      ['Move the item', isMac ? '⌥↑ ⌥↓' : 'Alt+↑ Alt+↓'],
      ['Remove the item', 'Delete'],
    ],
  },
  {
    title: 'Sheets and images',
    keys: [
      ['Move over tiles', '← ↑ → ↓'],
      ['Zoom in whole pixels', '+ −'],
    ],
  },
  {
    title: 'Panes',
    keys: [
      ['Resize at a dividing line', '← → or ↑ ↓'],
      ['Close what floats', 'Esc'],
    ],
  },
];

export default function KeyboardHelp() {
  const commands = useCommands();
  const groups = new Map<string, Command[]>();
  for (const command of commands)
    if (command.shortcut !== undefined)
      groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return (
    <Dialog title="Keyboard" size="wide" onClose={() => setOverlay(null)}>
      {/* It takes the focus, so that the arrow keys scroll it where it does not fit. */}
      <div className="keyboard-help" role="region" aria-label="Keys" tabIndex={0}>
        {[...groups].map(([group, members]) => (
          <Keys
            key={group}
            title={group}
            keys={members.map(
              (command) => [command.title, shortcutText(command.shortcut ?? '', isMac)] as const,
            )}
          />
        ))}
        {PARTS.map((part) => (
          <Keys key={part.title} title={part.title} keys={part.keys} />
        ))}
      </div>
    </Dialog>
  );
}

function Keys({
  title,
  keys,
}: {
  readonly title: string;
  readonly keys: readonly (readonly [string, string])[];
}) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {keys.map(([what, key]) => (
          <li key={what}>
            <span>{what}</span>
            <kbd className="kbd kbd--boxed">{key}</kbd>
          </li>
        ))}
      </ul>
    </section>
  );
}
