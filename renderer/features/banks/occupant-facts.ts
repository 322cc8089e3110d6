import type { BankOccupant } from '#schemas/contract/views.ts';
import { formatBytes, formatCount } from '../../ui/byte-size.ts';
import { visibleName } from '../../ui/visible-name.ts';
import type { DeskLane } from './desk.ts';

/** How full a bank is as its bar shows it: tiles of the sheet; for all else its share of the lane's bytes. */
export interface Fill {
  readonly used: number;
  readonly of: number;
  readonly words: string;
}

/** `tileCount` is what the live preview counted, where there is one already. */
export function fillOf(occupant: BankOccupant, laneBytes: number, tileCount?: number): Fill {
  if (occupant.tiles !== null) {
    const used = tileCount ?? occupant.tiles.used;
    const { capacity } = occupant.tiles;
    return { used, of: capacity, words: `${formatCount(used)} of ${formatCount(capacity)} tiles` };
  }
  const bytes = occupant.resident_bytes;
  if (bytes === null) return { used: 0, of: 0, words: 'size known after packing' };
  const share = laneBytes === 0 ? 0 : Math.round((bytes / laneBytes) * 100);
  return { used: bytes, of: laneBytes, words: `${share} % of what the lane preloads` };
}

/** The whole of a cell in words, name first. */
export function occupantWords(
  occupant: BankOccupant,
  laneBytes: number,
  overflows: boolean,
  tileCount?: number,
): string {
  const parts = [
    visibleName(occupant.name),
    occupant.tiles === null && occupant.slot === null ? '' : fillOf(occupant, laneBytes, tileCount).words,
    occupant.samples === null ? '' : occupant.samples === 1 ? '1 sound' : `${occupant.samples} sounds`,
    occupant.resident_bytes === null ? '' : `${formatBytes(occupant.resident_bytes)} resident`,
    overflows ? 'found no slot' : '',
    occupant.has_errors ? 'has errors' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Bytes resident in lanes, as far as they are known: a bank that was never packed may not have a size yet. */
export function residentWords(lanes: readonly Pick<DeskLane, 'residentBytes' | 'unknownCount'>[]): string {
  const bytes = lanes.reduce((sum, lane) => sum + lane.residentBytes, 0);
  const unknown = lanes.reduce((sum, lane) => sum + lane.unknownCount, 0);
  if (unknown === 0) return `${formatBytes(bytes)} resident`;
  return bytes === 0
    ? 'resident bytes known after packing'
    : `${formatBytes(bytes)} resident and ${unknown} not known yet`;
}
