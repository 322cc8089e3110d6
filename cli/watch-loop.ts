import { StudioError } from '#core/errors.ts';
import { watchProject } from '#core/node/watch/watcher.ts';
import type { ProjectSession } from '#core/services/project-session.ts';
import type { WatchState } from '#schemas/contract/events.ts';
import { shown, styleFor } from './reporters/human/style.ts';
import type { Call } from './verb.ts';

/** How often a lost watch is begun afresh; the watcher itself looks at everything meanwhile. */
const RESCAN_EVERY_MS = 30_000;

const STATE_TEXT: Readonly<Record<WatchState['state'], string>> = {
  off: 'not watching',
  watching: 'watching for changes, Ctrl-C ends',
  settling: 'changes are coming in …',
  catching_up: 'looking at everything …',
  lost: 'changes are not reported any more',
};

/**
 * Packs once, then once for every settled change, until the terminal's signal (asset-workspace 6). Changes that come
 * while a pack runs are packed together after it.
 */
export async function packOnChange(
  { terminal, json }: Call,
  session: ProjectSession,
  pack: () => Promise<void>,
): Promise<void> {
  const { signal } = terminal;
  const due = { now: false };
  let wake: () => void = () => undefined;
  let rescanTimer: ReturnType<typeof setTimeout> | undefined;
  const style = styleFor(terminal, terminal.err);

  const watcher = watchProject(session.folder.root, {
    // The first batch stands for everything: it is the pack at the beginning.
    onChange: () => {
      due.now = true;
      wake();
    },
    onState: (state) => {
      clearTimeout(rescanTimer);
      if (state.state === 'lost') rescanTimer = setTimeout(() => void watcher.rescan(), RESCAN_EVERY_MS);
      if (json) return;
      const reason = state.reason === null ? '' : `: ${shown(state.reason)}`;
      terminal.err.write(style.faint(`— ${STATE_TEXT[state.state]}${reason}\n`));
    },
    onError: (failure) => {
      if (!json && failure instanceof StudioError) terminal.err.write(`${shown(failure.message)}\n`);
    },
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    while (!signal.aborted) {
      if (due.now) {
        due.now = false;
        await pack();
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (due.now || signal.aborted) resolve();
        });
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(rescanTimer);
    await watcher.close();
  }
}
