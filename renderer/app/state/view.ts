import { create } from 'zustand';
import { readStored, writeStored } from './stored-view.ts';

/** Views of the rail, in its order. A view is one line here, one in `app/views.ts`, and its folder in `features/`. */
export const VIEW_IDS = ['workspace', 'banks', 'pack', 'inspector', 'jobs', 'settings'] as const;
export type ViewId = (typeof VIEW_IDS)[number];

export const PANEL_TABS = ['problems', 'jobs', 'log'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

interface Layout {
  readonly listPx: number;
  readonly detailsPx: number;
  readonly panelPx: number;
  readonly panelOpen: boolean;
}

interface ViewState extends Layout {
  readonly view: ViewId;
  readonly panelTab: PanelTab;
  /** Pane that is open as a drawer in a narrow window. */
  readonly drawer: 'list' | 'details' | null;
  readonly overlay: 'palette' | 'keyboard-help' | 'browse-folder' | null;
}

/** A whole sheet fits the details once, and in a wide window twice as large. */
const FIRST_LAYOUT: Layout = {
  listPx: 240,
  detailsPx: globalThis.innerWidth >= 1600 ? 548 : 364,
  panelPx: 200,
  panelOpen: true,
};

function storedLayout(): Layout {
  const stored = readStored('layout');
  if (typeof stored !== 'object' || stored === null) return FIRST_LAYOUT;
  const size = (key: keyof Layout, fallback: number, lowest: number, highest: number) => {
    const value: unknown = Reflect.get(stored, key);
    return typeof value === 'number' && Number.isFinite(value)
      ? Math.max(lowest, Math.min(highest, value))
      : fallback;
  };
  return {
    listPx: size('listPx', FIRST_LAYOUT.listPx, 160, 480),
    detailsPx: size('detailsPx', FIRST_LAYOUT.detailsPx, 280, 640),
    panelPx: size('panelPx', FIRST_LAYOUT.panelPx, 96, 640),
    panelOpen: Reflect.get(stored, 'panelOpen') !== false,
  };
}

export const useView = create<ViewState>(() => ({
  ...storedLayout(),
  view: 'workspace',
  panelTab: 'problems',
  drawer: null,
  overlay: null,
}));

export function showView(view: ViewId): void {
  useView.setState({ view, drawer: null });
}
export function setLayout(layout: Partial<Layout>): void {
  useView.setState(layout);
  const { listPx, detailsPx, panelPx, panelOpen } = useView.getState();
  writeStored('layout', { listPx, detailsPx, panelPx, panelOpen });
}
export function showPanel(panelTab: PanelTab): void {
  useView.setState({ panelTab });
  setLayout({ panelOpen: true });
}
export function setDrawer(drawer: ViewState['drawer']): void {
  useView.setState({ drawer });
}
export function setOverlay(overlay: ViewState['overlay']): void {
  useView.setState({ overlay });
}
