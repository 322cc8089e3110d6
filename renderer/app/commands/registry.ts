import { create } from 'zustand';
import { matchesShortcut, shortcutText, type KeyPress, type Shortcut } from './shortcut.ts';

/** One thing a person can do. Menus, the palette, shortcuts, the keyboard help and tests enumerate these. */
export interface Command {
  /** `group.verb`, stable. */
  readonly id: string;
  readonly title: string;
  readonly group: 'View' | 'Project' | 'Edit' | 'Asset' | 'Pack' | 'Help';
  readonly shortcut?: Shortcut;
  /** Why it cannot run now; undefined where it can. */
  readonly unavailable?: () => string | undefined;
  readonly run: () => void;
}

/** Registered sets, latest last: a view registers its commands while it is shown. */
const useRegistry = create<{ readonly sets: readonly (readonly Command[])[] }>(() => ({ sets: [] }));

/** Adds commands; the answer takes them out again. */
export function registerCommands(commands: readonly Command[]): () => void {
  useRegistry.setState((before) => ({ sets: [...before.sets, commands] }));
  return () => useRegistry.setState((before) => ({ sets: before.sets.filter((set) => set !== commands) }));
}

function flatten(sets: readonly (readonly Command[])[]): readonly Command[] {
  return sets.flat();
}

export function allCommands(): readonly Command[] {
  return flatten(useRegistry.getState().sets);
}

export function useCommands(): readonly Command[] {
  return flatten(useRegistry((state) => state.sets));
}

/** Runs the command with this id if it can run. */
export function runCommand(id: string): boolean {
  const command = allCommands().findLast((each) => each.id === id);
  if (command === undefined || command.unavailable?.() !== undefined) return false;
  command.run();
  return true;
}

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Shortcut of a command as people read it. */
export function shortcutOf(id: string): string | undefined {
  const shortcut = allCommands().findLast((each) => each.id === id)?.shortcut;
  return shortcut === undefined ? undefined : shortcutText(shortcut, isMac);
}

/** What belongs to a text field as long as one has the focus. */
const FIELD_KEYS = new Set(['z', 'y', 'a', 'c', 'v', 'x']);

/** The command that a key press means; fields keep their own keys, and a modal dialog keeps all. */
export function commandFor(
  commands: readonly Command[],
  press: KeyPress,
  where: { readonly inField: boolean; readonly inModal: boolean },
  mac: boolean,
): Command | undefined {
  if (where.inModal) return undefined;
  const plain = !press.ctrlKey && !press.metaKey && !press.altKey;
  if (where.inField && (plain ? !/^F\d+$/.test(press.key) : FIELD_KEYS.has(press.key.toLowerCase())))
    return undefined;
  return commands.findLast(
    (command) =>
      command.shortcut !== undefined &&
      matchesShortcut(command.shortcut, press, mac) &&
      command.unavailable?.() === undefined,
  );
}

/** Listens for shortcuts; once, at the start. */
export function listenForShortcuts(): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : null;
    const where = {
      inField:
        target?.closest('input:not([type=checkbox], [type=color]), textarea, select, [contenteditable]') !==
          null && target !== null,
      inModal: document.querySelector('dialog:modal') !== null,
    };
    const command = commandFor(allCommands(), event, where, isMac);
    if (command === undefined) return;
    event.preventDefault();
    command.run();
  });
}
