import { basename } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { verifyPack } from '#core/inspect/verify-pack.ts';
import { openRegular } from '#core/node/open-regular.ts';
import { createTimeSlice } from '#core/node/time-slice.ts';
import { checkBoot } from '#core/pack-format/boot-check.ts';
import { isAssetTableEntry } from '#core/pack-format/entry.ts';
import { packSourceOfHandle, type PackSource } from '#core/pack-format/pack-source.ts';
import {
  inspectPack,
  inspectReport,
  wellFormedPreloads,
  type InspectedPack,
} from '#core/pack-format/read-pack.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { Random } from '#core/ports/clock.ts';
import type { ReadHandle } from '#core/ports/file-system.ts';
import type { ResultOf } from '#schemas/contract/contract.ts';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import type { VerifyPackReport } from '#schemas/report/verify-pack.ts';

/** Packs that one host keeps open at the most; the one not used for longest is closed. */
const MAX_OPEN_PACKS = 16;

interface OpenPack {
  readonly handle: ReadHandle;
  readonly source: PackSource;
  readonly name: string;
  inspected: InspectedPack | undefined;
  entries: readonly AssetTableEntry[] | undefined;
  /** Verifications under way: the pack stays open for them. */
  uses: number;
}

/** Packs that a person looks at: opened once, read in ranges, never loaded (asset-pack 2). */
export class InspectorService {
  readonly #random: Random;
  readonly #hash: HashProvider;
  readonly #open = new Map<string, OpenPack>();

  constructor(random: Random, hash: HashProvider) {
    this.#random = random;
    this.#hash = hash;
  }

  /** @throws StudioError `FILE_NOT_FOUND`, `FILE_NOT_REGULAR`, `IO_DENIED` */
  open(absolutePath: string, name: string = basename(absolutePath)): ResultOf<'openPack'> {
    const handle = openRegular(absolutePath);
    const packHandle = this.#random.uuidV4();
    for (const [oldest, { uses }] of this.#open) {
      if (this.#open.size < MAX_OPEN_PACKS) break;
      if (uses === 0) this.close(oldest);
    }
    const source = packSourceOfHandle(handle);
    this.#open.set(packHandle, { handle, source, name, inspected: undefined, entries: undefined, uses: 0 });
    return { pack_handle: packHandle, name, size_bytes: handle.stat.size };
  }

  /**
   * Everything about a pack but its rows, which are asked for in ranges.
   * @throws StudioError `HANDLE_UNKNOWN`, `FILE_CHANGED` where the file is no longer what was opened
   */
  inspect(packHandle: string): ResultOf<'inspectPack'> {
    const inspected = this.#inspected(packHandle);
    const report = inspectReport(inspected);
    const boot = checkBoot(inspected);
    return {
      report: { ...report, asset_table: [], preload: [] },
      entry_count: inspected.entries.length,
      preload_count: inspected.preloads.length,
      boots: boot.boots,
      boot_reasons: boot.reasons.map(({ code, message }) => `${code}: ${message}`),
    };
  }

  listEntries(packHandle: string, start: number, count: number): ResultOf<'listPackEntries'> {
    const pack = this.#pack(packHandle);
    pack.entries ??= (this.#inspected(packHandle).header?.assetTable ?? []).filter(isAssetTableEntry);
    const { entries } = pack;
    return { entries: entries.slice(start, start + count), total: entries.length };
  }

  listPreload(packHandle: string): ResultOf<'listPackPreload'> {
    return { preload: [...wellFormedPreloads(this.#inspected(packHandle))] };
  }

  /** @throws StudioError `FILE_CHANGED`, `HANDLE_UNKNOWN` */
  readRange(packHandle: string, offset: number, length: number): Uint8Array {
    const { source } = this.#pack(packHandle);
    if (source.hasChanged?.() === true) throw new StudioError('FILE_CHANGED');
    return source.readAt(offset, Math.max(0, Math.min(length, source.size - offset)));
  }

  async verify(
    packHandle: string,
    expectedSha256: string | null,
    signal?: AbortSignal,
  ): Promise<VerifyPackReport> {
    const pack = this.#pack(packHandle);
    pack.uses += 1;
    try {
      return await verifyPack(pack.source, {
        hash: this.#hash,
        slice: createTimeSlice(signal),
        ...(expectedSha256 === null ? {} : { expectSha256: expectedSha256 }),
      });
    } finally {
      pack.uses -= 1;
    }
  }

  close(packHandle: string): void {
    this.#pack(packHandle).handle.close();
    this.#open.delete(packHandle);
  }

  closeAll(): void {
    for (const { handle } of this.#open.values()) handle.close();
    this.#open.clear();
  }

  #pack(packHandle: string): OpenPack {
    const pack = this.#open.get(packHandle);
    if (pack === undefined) throw new StudioError('HANDLE_UNKNOWN');
    // Used last: the others are closed before it.
    this.#open.delete(packHandle);
    this.#open.set(packHandle, pack);
    return pack;
  }

  #inspected(packHandle: string): InspectedPack {
    const pack = this.#pack(packHandle);
    // What was said of the file before is not true of it now (reliability H10).
    if (pack.source.hasChanged?.() === true) throw new StudioError('FILE_CHANGED');
    pack.inspected ??= inspectPack(pack.source);
    return pack.inspected;
  }
}
