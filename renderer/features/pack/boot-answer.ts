import { useEffect, useState } from 'react';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import { BANK_TYPES, type BankType } from '#schemas/scalars.ts';
import { readEntries, type InspectedPack } from '../../app/parts/pack-entries.ts';
import { client } from '../../app/studio.ts';

/** What stands in the slots of one bank type after boot. */
export interface BootLane {
  readonly bank: BankType;
  readonly slots: readonly { readonly slot: number; readonly entry: AssetTableEntry }[];
  readonly residentBytes: number;
}

export type BootAnswer =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly reason: string }
  | {
      readonly state: 'answered';
      readonly boots: boolean;
      readonly reasons: readonly string[];
      readonly lanes: readonly BootLane[];
      readonly findings: InspectedPack['report']['findings'];
    };

/** Puts the preloads of a pack into their slots; an entry that is not in the table has none. */
export function bootLanes(
  preload: readonly { readonly asset_id: number; readonly slot: number }[],
  entries: ReadonlyMap<number, AssetTableEntry>,
): readonly BootLane[] {
  const placed = preload.flatMap(({ asset_id, slot }) => {
    const entry = entries.get(asset_id);
    return entry === undefined ? [] : [{ slot, entry }];
  });
  return BANK_TYPES.map((bank) => {
    const slots = placed.filter(({ entry }) => entry.bank_type === bank).sort((a, b) => a.slot - b.slot);
    return { bank, slots, residentBytes: slots.reduce((sum, { entry }) => sum + entry.decoded_size, 0) };
  });
}

async function askBoot(project_id: string): Promise<BootAnswer> {
  const opened = await client().openPack({ project_id });
  if (!opened.ok) return { state: 'failed', reason: opened.error.message };
  const { pack_handle } = opened.value;
  try {
    const [inspected, preload] = await Promise.all([
      client().inspectPack({ pack_handle }),
      client().listPackPreload({ pack_handle }),
    ]);
    if (!inspected.ok) return { state: 'failed', reason: inspected.error.message };
    if (!preload.ok) return { state: 'failed', reason: preload.error.message };
    const wanted = new Set(preload.value.preload.map(({ asset_id }) => asset_id));
    const found = new Map<number, AssetTableEntry>();
    const read = await readEntries(pack_handle, (rows) => {
      for (const entry of rows) if (wanted.has(entry.asset_id)) found.set(entry.asset_id, entry);
      return found.size < wanted.size;
    });
    if (!read.ok) return { state: 'failed', reason: read.error.message };
    const { boots, boot_reasons: reasons, report } = inspected.value;
    return {
      state: 'answered',
      boots,
      reasons,
      lanes: bootLanes(preload.value.preload, found),
      findings: report.findings,
    };
  } finally {
    await client().closePack({ pack_handle });
  }
}

/** Would the runtime boot with the pack of this project? Asked again for each new pack. */
export function useBootAnswer(projectId: string | undefined, packSha256: string | undefined): BootAnswer {
  const [answer, setAnswer] = useState<BootAnswer>({ state: 'asking' });
  useEffect(() => {
    if (projectId === undefined || packSha256 === undefined) return;
    let overtaken = false;
    setAnswer({ state: 'asking' });
    void askBoot(projectId).then((given) => {
      if (!overtaken) setAnswer(given);
    });
    return () => {
      overtaken = true;
    };
  }, [projectId, packSha256]);
  return answer;
}
