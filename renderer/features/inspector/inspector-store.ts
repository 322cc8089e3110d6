import { create } from 'zustand';
import type { ErrorDocument } from '#schemas/report/error.ts';
import type { FileHandle } from '#schemas/contract/actions.ts';
import type { Reply } from '#schemas/contract/contract.ts';
import type { AssetTableEntry, PreloadEntry } from '#schemas/pack/pack-header.ts';
import type { VerifyPackReport } from '#schemas/report/verify-pack.ts';
import type { AssetId } from '#schemas/scalars.ts';
import { readEntries, type InspectedPack, type OpenedPack } from '../../app/parts/pack-entries.ts';
import { ask } from '../../app/state/errors.ts';
import { projectId, useProject } from '../../app/state/project.ts';
import { client } from '../../app/studio.ts';
import { uploadFiles } from '../../platform/upload.ts';
import type { TableSort } from '../../ui/table.tsx';

export type PackSource =
  | { readonly kind: 'project'; readonly projectId: string }
  | { readonly kind: 'file'; readonly file: FileHandle };

/** One pack that is looked at. Rows come in ranges and are complete when `rowsDone`. */
export interface PackInView {
  readonly source: PackSource;
  readonly opened: OpenedPack;
  readonly inspected: InspectedPack;
  readonly rows: readonly AssetTableEntry[];
  readonly rowsDone: boolean;
  readonly byId: ReadonlyMap<AssetId, AssetTableEntry>;
  readonly preload: readonly PreloadEntry[];
  /** Digest that the project's pack had when it was opened; null for other files. */
  readonly projectSha256: string | null;
  /** The file is no longer what was opened. */
  readonly changed: boolean;
}

export const INSPECTOR_TABS = ['overview', 'assets', 'preload', 'coverage', 'findings', 'verify'] as const;
export type InspectorTab = (typeof INSPECTOR_TABS)[number];

/** Bytes that are shown: where they begin, how many, and what they are. */
export interface ByteSelection {
  readonly start: number;
  readonly length: number;
  readonly title: string;
  readonly assetId: AssetId | null;
}

export type Verification =
  | { readonly state: 'idle' }
  | { readonly state: 'running' }
  | { readonly state: 'failed'; readonly error: ErrorDocument }
  | { readonly state: 'done'; readonly report: VerifyPackReport; readonly expected: string | null };

interface InspectorState {
  readonly pack: PackInView | null;
  readonly opening: boolean;
  readonly upload: { readonly sentBytes: number; readonly totalBytes: number } | null;
  readonly browsing: boolean;
  readonly tab: InspectorTab;
  readonly query: string;
  readonly sort: TableSort | null;
  readonly selection: ByteSelection | null;
  readonly expectedText: string;
  readonly verification: Verification;
}

const NOTHING_OPEN = {
  pack: null,
  selection: null,
  query: '',
  sort: null,
  verification: { state: 'idle' },
} as const satisfies Partial<InspectorState>;

export const useInspector = create<InspectorState>(() => ({
  ...NOTHING_OPEN,
  opening: false,
  upload: null,
  browsing: false,
  tab: 'overview',
  expectedText: '',
}));

export const setInspector: (part: Partial<InspectorState>) => void = (part) => useInspector.setState(part);

export function selectBytes(
  start: number,
  length: number,
  title: string,
  assetId: AssetId | null = null,
): void {
  setInspector({ selection: { start, length, title, assetId } });
}

/** Bytes and title of an entry of the asset table; undefined where the payload could not be found in the file. */
export function selectEntry(entry: AssetTableEntry): void {
  const payload = useInspector.getState().pack?.inspected.report.layout.payload;
  if (payload === undefined || payload === null) return;
  selectBytes(payload.start + entry.offset, entry.size, entry.asset_name, entry.asset_id);
}

let opening = 0;

async function closeCurrent(): Promise<void> {
  const handle = useInspector.getState().pack?.opened.pack_handle;
  setInspector(NOTHING_OPEN);
  if (handle !== undefined) await client().closePack({ pack_handle: handle });
}

/** Opens a pack in place of the one that is open: everything but the rows first, then the rows in ranges. */
async function openSource(source: PackSource): Promise<void> {
  opening += 1;
  const own = opening;
  setInspector({ opening: true });
  const projectSha256 =
    source.kind === 'project' ? (useProject.getState().status?.pack?.sha256 ?? null) : null;
  const opened = await ask(
    'Opening the pack',
    client().openPack(source.kind === 'project' ? { project_id: source.projectId } : { file: source.file }),
  );
  const inspected =
    opened === undefined
      ? undefined
      : await ask('Reading the pack', client().inspectPack({ pack_handle: opened.pack_handle }));
  if (own !== opening) return;
  setInspector({ opening: false });
  if (opened === undefined || inspected === undefined) return;
  await closeCurrent();
  setInspector({
    pack: {
      source,
      opened,
      inspected,
      rows: [],
      rowsDone: false,
      byId: new Map(),
      preload: [],
      projectSha256,
      changed: false,
    },
  });
  const first = inspected.report.coverage.ranges[0];
  if (first !== undefined) selectBytes(first.start, first.length, first.kind);
  await readRows(opened.pack_handle);
}

/** The pack that is open, as long as it is this one. */
function current(handle: string): PackInView | undefined {
  const { pack } = useInspector.getState();
  return pack?.opened.pack_handle === handle ? pack : undefined;
}

function change(handle: string, part: Partial<PackInView>): void {
  const pack = current(handle);
  if (pack !== undefined) setInspector({ pack: { ...pack, ...part } });
}

async function readRows(handle: string): Promise<void> {
  const preload = await watched(client().listPackPreload({ pack_handle: handle }));
  if (preload.ok) change(handle, { preload: preload.value.preload });
  const rows: AssetTableEntry[] = [];
  const byId = new Map<AssetId, AssetTableEntry>();
  const read = await watched(
    readEntries(handle, (page) => {
      for (const entry of page) {
        rows.push(entry);
        byId.set(entry.asset_id, entry);
      }
      // The first rows at once, the others together: sorting them again for each range would be felt.
      if (rows.length === page.length) change(handle, { rows: [...rows] });
      return current(handle) !== undefined;
    }),
  );
  change(handle, { rows, byId, rowsDone: read.ok });
}

/** A reply about the open pack; where it says that the file changed, the view says so too. */
export async function watched<T>(reply: Promise<Reply<T>>): Promise<Reply<T>> {
  const answered = await reply;
  if (!answered.ok && (answered.error.code === 'FILE_CHANGED' || answered.error.code === 'HANDLE_UNKNOWN')) {
    const { pack } = useInspector.getState();
    if (pack !== null) change(pack.opened.pack_handle, { changed: true });
  }
  return answered;
}

/** Asks the host whether the file is still what was opened. */
export async function checkChanged(): Promise<void> {
  const { pack } = useInspector.getState();
  if (pack === null || pack.changed) return;
  const sha256 = useProject.getState().status?.pack?.sha256 ?? null;
  if (
    pack.source.kind === 'project' &&
    pack.source.projectId === projectId() &&
    sha256 !== pack.projectSha256
  )
    return change(pack.opened.pack_handle, { changed: true });
  await watched(client().readPackRange({ pack_handle: pack.opened.pack_handle, offset: 0, length: 1 }));
}

export async function openProjectPack(): Promise<void> {
  const id = projectId();
  if (id !== undefined) await openSource({ kind: 'project', projectId: id });
}

export async function openPackFile(file: FileHandle): Promise<void> {
  await openSource({ kind: 'file', file });
}

/** Opens what is open anew, as it is on the disk now. */
export async function reopenPack(): Promise<void> {
  const { pack } = useInspector.getState();
  if (pack !== null) await openSource(pack.source);
}

export async function closePack(): Promise<void> {
  opening += 1;
  setInspector({ opening: false });
  await closeCurrent();
}

/** Sends a dropped file to the host and opens it. */
export async function openDropped(file: File): Promise<void> {
  setInspector({ upload: { sentBytes: 0, totalBytes: file.size } });
  const sent = await ask(
    'Sending the pack to the host',
    uploadFiles(client(), [file], (sentBytes) =>
      setInspector({ upload: { sentBytes, totalBytes: file.size } }),
    ),
  );
  setInspector({ upload: null });
  const [uploaded] = sent ?? [];
  if (uploaded !== undefined) await openPackFile(uploaded.handle);
}

/** Judges the open pack; without an expected digest there is no anchor, and that is said. */
export async function verifyOpenPack(expected: string | null): Promise<void> {
  const { pack } = useInspector.getState();
  if (pack === null) return;
  const handle = pack.opened.pack_handle;
  setInspector({ verification: { state: 'running' } });
  const answer = await watched(client().verifyPack({ pack_handle: handle, expected_sha256: expected }));
  if (current(handle) === undefined) return;
  setInspector({
    verification: answer.ok
      ? { state: 'done', report: answer.value, expected }
      : { state: 'failed', error: answer.error },
  });
}
