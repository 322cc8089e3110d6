import type { BrowserWindow, BrowserWindowConstructorOptions, NativeTheme } from 'electron';
import { APP_PAGE } from './app-origin.ts';
import { MINIMUM_SIZE, type WindowPlacement } from './window-state.ts';

/** Exactly these (reliability E1): the page is a page, with a preload between it and the host. */
export const WEB_PREFERENCES = Object.freeze({
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
});

/** Backgrounds of the page before its first paint, so that a window never flashes (experience "Manners"). */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' } as const;

/** Opens the studio's page in a window that shows itself once painted. */
export function openWindow(
  WindowClass: new (options: BrowserWindowConstructorOptions) => BrowserWindow,
  nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>,
  placement: WindowPlacement,
  preload: string,
  admit: (window: BrowserWindow) => void,
): BrowserWindow {
  const window = new WindowClass({
    ...placement.bounds,
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'Pack Studio',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  if (placement.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  // Before the page runs: its first message must find its window known (reliability E9).
  admit(window);
  void window.loadURL(APP_PAGE);
  return window;
}
