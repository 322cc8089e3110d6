import type { BrowserWindow, Rectangle } from 'electron';
import type { WindowStateStore } from '#core/services/studio.ts';
import type { Settings } from '#schemas/contract/views.ts';

/** Where a window was, as the settings keep it (reliability C4 holds for them). */
export type WindowState = NonNullable<Settings['window']>;

/** What a new window is made with. Without a position the system centres it. */
export interface WindowPlacement {
  readonly bounds: {
    readonly width: number;
    readonly height: number;
    readonly x?: number;
    readonly y?: number;
  };
  readonly maximized: boolean;
}

export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;
export const MINIMUM_SIZE = { width: 960, height: 600 } as const;
/** How much of a window must be on a display for it to be grabbed and moved, in pixels. */
const VISIBLE_WIDTH = 160;
const VISIBLE_HEIGHT = 48;
/** Quiet time after a move before the state is written. */
const SETTLE_MS = 400;

/** A saved state fitted to the displays that there are now: never off screen, never larger than the display. */
export function placeWindow(saved: WindowState | null, workAreas: readonly Rectangle[]): WindowPlacement {
  if (saved === null) return { bounds: DEFAULT_SIZE, maximized: false };
  const { x, y } = saved;
  const area =
    x === null || y === null
      ? undefined
      : workAreas.find((candidate) => isGrabbable({ ...saved, x, y }, candidate));
  const largest = area ?? workAreas[0];
  const size = {
    width: clamp(saved.width, MINIMUM_SIZE.width, largest?.width ?? DEFAULT_SIZE.width),
    height: clamp(saved.height, MINIMUM_SIZE.height, largest?.height ?? DEFAULT_SIZE.height),
  };
  const position = area === undefined || x === null || y === null ? {} : { x, y };
  return { bounds: { ...size, ...position }, maximized: saved.maximized };
}

/** The title bar, the upper edge, is what a person grabs. */
function isGrabbable(window: Rectangle, area: Rectangle): boolean {
  const visible = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return visible >= VISIBLE_WIDTH && window.y >= area.y && window.y <= area.y + area.height - VISIBLE_HEIGHT;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

/** Writes the state when the window has come to rest, and at its end. A failed write costs the position alone. */
export function trackWindowState(
  window: BrowserWindow,
  store: WindowStateStore,
  log: (line: string) => void,
): void {
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    const { x, y, width, height } = window.getNormalBounds();
    try {
      store.write({ x, y, width, height, maximized: window.isMaximized() });
    } catch (failure) {
      log(`the window state was not saved: ${String(failure)}`);
    }
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, SETTLE_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', write);
}
