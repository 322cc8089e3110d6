import { create } from 'zustand';
import type { BankLane } from '#schemas/contract/views.ts';
import type { AssetId, BankType } from '#schemas/scalars.ts';
import { runAction } from '../../app/state/actions.ts';
import { useProject } from '../../app/state/project.ts';
import { client } from '../../app/studio.ts';
import type { PaletteChoice } from '../../ui/preview/glyph-pixels.ts';
import { layOutDesk, placeOf, planMove, type DeskCursor, type DeskLane } from './desk.ts';

/** View state of the Banks view, and the lanes as the host told them last. */
interface BanksState {
  readonly desk: readonly DeskLane[] | null;
  readonly problem: string | null;
  readonly cursor: DeskCursor;
  /** An asset on its way to another slot of its lane: picked up by a key, or held by the pointer. */
  readonly carried: {
    readonly assetId: AssetId;
    readonly bank: BankType;
    readonly by: 'key' | 'pointer';
  } | null;
  readonly opened: AssetId | null;
  /** Whole-number zoom of the opened sheet; null lets it fit. */
  readonly zoom: number | null;
  readonly palette: PaletteChoice;
  readonly showsGrid: boolean;
  readonly tile: number | null;
  readonly loops: boolean;
}

const FIRST_SLOT: DeskCursor = { bank: 'GLYPH', row: 'slots', index: 0 };

export const useBanks = create<BanksState>(() => ({
  desk: null,
  problem: null,
  cursor: FIRST_SLOT,
  carried: null,
  opened: null,
  zoom: null,
  palette: 'own',
  showsGrid: true,
  tile: null,
  loops: true,
}));

export const setBanks: (part: Partial<BanksState>) => void = (part) => useBanks.setState(part);

let asked = 0;
let ofProject: string | undefined;
let latest: Promise<void> = Promise.resolve();

/** Asks for the lanes anew; resolves when the newest answer is there, also where a later call overtakes this one. */
export function refreshLanes(): Promise<void> {
  latest = readLanes();
  return latest;
}

async function readLanes(): Promise<void> {
  const project_id = useProject.getState().project?.project_id;
  asked += 1;
  const own = asked;
  if (project_id !== ofProject) setBanks({ desk: null, opened: null, carried: null, cursor: FIRST_SLOT });
  ofProject = project_id;
  if (project_id === undefined) return;
  const answer = await client().listBanks({ project_id });
  if (own !== asked) return await latest;
  if (!answer.ok) return setBanks({ problem: answer.error.message });
  takeLanes(answer.value.lanes);
}

function takeLanes(lanes: readonly BankLane[]): void {
  const desk = layOutDesk(lanes);
  useBanks.setState((before) => ({
    desk,
    problem: null,
    opened: before.opened !== null && placeOf(desk, before.opened) === undefined ? null : before.opened,
    cursor: insideOf(desk, before.cursor),
  }));
}

/** The cursor where it is as long as there is such a place; the last place of a row that became shorter. */
function insideOf(desk: readonly DeskLane[], cursor: DeskCursor): DeskCursor {
  if (cursor.row === 'slots') return cursor;
  const count = desk.find((lane) => lane.bank === cursor.bank)?.onDemand.length ?? 0;
  return count === 0
    ? { bank: cursor.bank, row: 'slots', index: 0 }
    : { ...cursor, index: Math.min(cursor.index, count - 1) };
}

export function openBank(assetId: AssetId): void {
  setBanks({ opened: assetId, palette: 'own', tile: null, zoom: null, carried: null });
}

/** Back to the desk, with the keyboard on the bank that was open. */
export function closeBank(): void {
  const { opened, desk, cursor } = useBanks.getState();
  const place = opened === null || desk === null ? undefined : placeOf(desk, opened);
  setBanks({ opened: null, cursor: place ?? cursor });
}

/** Puts an asset into a slot of its lane, null: off the desk. Each declaration is previewed, applied and can be undone. */
export async function moveAsset(assetId: AssetId, target: number | null): Promise<void> {
  setBanks({ carried: null });
  const { desk } = useBanks.getState();
  const place = desk === null ? undefined : placeOf(desk, assetId);
  const lane = desk?.find((each) => each.bank === place?.bank);
  if (lane === undefined) return;
  for (const edit of planMove(lane, assetId, target)) {
    const done = await runAction({
      kind: 'edit',
      asset_id: edit.assetId,
      changes: [{ kind: 'set_preload', enabled: edit.enabled, slot: edit.slot }],
    });
    if (done === undefined) break;
  }
  await refreshLanes();
  const moved = placeOf(useBanks.getState().desk ?? [], assetId);
  if (moved !== undefined) setBanks({ cursor: moved });
}

/** Preloads an asset at a slot that the plan chooses. */
export async function preloadAsset(assetId: AssetId): Promise<void> {
  await runAction({
    kind: 'edit',
    asset_id: assetId,
    changes: [{ kind: 'set_preload', enabled: true, slot: null }],
  });
  await refreshLanes();
  const moved = placeOf(useBanks.getState().desk ?? [], assetId);
  if (moved !== undefined) setBanks({ cursor: moved });
}
