import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { codeOf, rejectionCodeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import type { AssetPreview } from '#schemas/contract/views.ts';
import { listBankLanes } from './bank-lanes.ts';
import { PreviewService } from './preview-service.ts';
import { findOneAsset, getAssetDetails, listAssets } from './workspace-queries.ts';

const scratch = useScratchFolders();

function open(project: DiskProject) {
  const session = project.open();
  const previews = new PreviewService(session);
  const preview = async (assetId: number): Promise<AssetPreview> =>
    await previews.preview(await session.examine({ scope: 'whole' }), assetId);
  return { session, previews, preview };
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}

describe('a preview', () => {
  it('of a glyph bank shows the packed sheet and its palettes', async () => {
    const { preview } = open(DiskProject.small(scratch()));
    const shown = await preview(1);
    if (shown.kind !== 'glyph') throw new Error(shown.kind);
    expect(shown).toMatchObject({ tile_size: 8, tile_count: 2, palette_count: 1, authored: [0] });
    // One pixel a byte; tile 0 is all of the first colour after the transparent one, tile 1 of the second.
    const sheet = bytesOf(shown.sheet_base64);
    expect([sheet.length, sheet[0], sheet[7], sheet[8], sheet[16]]).toEqual([65536, 1, 1, 2, 0]);
    // #ff0000 and #00ff00 as RGB565 give themselves back.
    expect(bytesOf(shown.palettes_base64).subarray(3, 9).toString('hex')).toBe('ff000000ff00');
  });

  it('of a sound bank gives its samples in ranges', async () => {
    const { preview, previews } = open(DiskProject.small(scratch()));
    const shown = await preview(2);
    if (shown.kind !== 'sound') throw new Error(shown.kind);
    expect(shown.samples).toMatchObject([
      { index: 0, file: 'step.wav', sample_rate: 22050, frames: 4, loop: null },
    ]);
    const read = (offset: number, length: number): string =>
      Buffer.from(previews.readSamples(shown.revision, 0, offset, length)).toString('hex');
    // 0, 100, -100, 32767 as signed 16-bit little-endian.
    expect(read(0, 100)).toBe('000064009cffff7f');
    expect(read(2, 2)).toBe('6400');
    expect(read(8, 2)).toBe('');
    expect(codeOf(() => read.call(undefined, 0, 1) && previews.readSamples(shown.revision, 9, 0, 1))).toBe(
      'FILE_CHANGED',
    );
    expect(codeOf(() => previews.readSamples('gone', 0, 0, 1))).toBe('FILE_CHANGED');
  });

  it('of a raw file reads its beginning only, however large it is', async () => {
    const project = DiskProject.small(scratch());
    fs.truncateSync(project.path('assets/data/level/data.bin'), 3 * 1024 ** 3);
    const { preview, session } = open(project);
    let readBytes = 0;
    const openRead = session.tree.openRead.bind(session.tree);
    session.tree.openRead = (path) => {
      const handle = openRead(path);
      return {
        ...handle,
        stat: handle.stat,
        restat: () => handle.restat(),
        close: () => {
          handle.close();
        },
        readAt: (position, target, length) => {
          const count = handle.readAt(position, target, length);
          readBytes += count;
          return count;
        },
      };
    };
    const shown = await preview(3);
    if (shown.kind !== 'raw') throw new Error(shown.kind);
    expect(shown.size_bytes).toBe(3 * 1024 ** 3);
    expect(bytesOf(shown.head_base64)).toHaveLength(4096);
    expect(bytesOf(shown.head_base64).subarray(0, 9).toString()).toBe('level one');
    expect(readBytes).toBeLessThan(65536);
  });

  it('changes its revision with the bytes', async () => {
    const project = DiskProject.small(scratch());
    const { preview } = open(project);
    const revision = async (): Promise<string> => {
      const shown = await preview(3);
      return shown.kind === 'raw' ? shown.revision : '';
    };
    const before = await revision();
    expect(await revision()).toBe(before);
    project.write('assets/data/level/data.bin', 'level two');
    expect(await revision()).not.toBe(before);
  });

  it('says why there is none', async () => {
    const project = DiskProject.small(scratch());
    const { preview } = open(project);
    project.write('assets/art/hero/tile-0.png', 'no image');
    expect(await preview(1)).toMatchObject({ kind: 'unavailable' });
    fs.truncateSync(project.path('assets/sfx/steps/step.wav'), 2 * 1024 ** 3);
    expect(await preview(2)).toMatchObject({ kind: 'unavailable' });
    fs.rmSync(project.path('assets/data/level/data.bin'));
    expect(await preview(3)).toMatchObject({ kind: 'unavailable' });
    project.write('assets/data/level/asset.json', '{');
    expect(await preview(3)).toMatchObject({ kind: 'unavailable' });
    expect(await rejectionCodeOf(preview(99))).toBe('ASSET_NOT_FOUND');
  });

  it('stays ready for the last eight', async () => {
    const project = new DiskProject(scratch());
    for (let id = 1; id <= 10; id += 1) project.addSounds(id, `sfx/s${id}`, [id, id]);
    const { session, previews } = open(project);
    const state = await session.examine({ scope: 'whole' });
    const revisions: string[] = [];
    for (let id = 1; id <= 10; id += 1) {
      const shown = await previews.preview(state, id);
      if (shown.kind === 'sound') revisions.push(shown.revision);
    }
    const codes = revisions.map((revision) => codeOf(() => previews.readSamples(revision, 0, 0, 2)));
    expect(codes).toEqual(['FILE_CHANGED', 'FILE_CHANGED', ...Array<string>(8).fill('nothing thrown')]);
  });
});

describe('banks', () => {
  it('say the same before and after another look', async () => {
    const project = DiskProject.small(scratch());
    project.editDeclaration('art/hero', { preload: { enabled: true } });
    const { session } = open(project);
    const lanes = async () => listBankLanes(await session.examine({ scope: 'whole' }), new Map());
    const first = await lanes();
    expect(first.map(({ bank_type, preloaded_bytes }) => [bank_type, preloaded_bytes])).toEqual([
      ['GLYPH', 67584],
      ['SOUNDS', 0],
      ['SCENE', 0],
    ]);
    expect(first[0]?.occupants).toMatchObject([
      {
        asset_id: 1,
        slot: 0,
        slot_declared: false,
        resident_bytes: 67584,
        tiles: { used: 2, capacity: 1024 },
        palettes: { used: 1, capacity: 64 },
      },
    ]);
    expect(first[1]?.occupants).toMatchObject([{ asset_id: 2, slot: null, samples: 1, resident_bytes: 8 }]);
    expect(await lanes()).toEqual(first);
    const now = new Date();
    fs.utimesSync(project.path('assets/art/hero/tile-0.png'), now, now);
    expect(await lanes()).toEqual(first);
  });

  it('name what has no slot, and what has errors', async () => {
    const project = new DiskProject(scratch());
    for (let id = 1; id <= 18; id += 1) {
      project.addRaw(id, `raw/r${id}`, `bytes ${id}`);
      project.editDeclaration(`raw/r${id}`, { preload: { enabled: true } });
    }
    const { session } = open(project);
    const [, , scenes] = listBankLanes(await session.examine({ scope: 'whole' }), new Map());
    expect(scenes?.overflow).toEqual([17, 18]);
    expect(scenes?.occupants.filter(({ has_errors }) => has_errors).map(({ asset_id }) => asset_id)).toEqual([
      17, 18,
    ]);
  });
});

describe('assets', () => {
  it('are listed with the address map, and found by id, address or root', async () => {
    const project = DiskProject.small(scratch());
    project.addRaw(4, '__proto__/constructor', 'odd');
    project.write('assets/loose/asset.json', '{}');
    const { session } = open(project);
    const state = await session.examine({ scope: 'whole' });
    const list = listAssets(session, state, new Map());
    expect(list.assets.map(({ asset_id, state: shown }) => [asset_id, shown])).toEqual([
      [1, 'registered'],
      [2, 'registered'],
      [3, 'registered'],
      [4, 'registered'],
      [null, 'unregistered'],
    ]);
    expect(list.addresses['assets/__proto__/constructor']).toBe(4);
    for (const reference of ['4', 'assets/__proto__/constructor', '__proto__/constructor'])
      expect(findOneAsset(state, reference).entry.asset_id).toBe(4);
    expect(codeOf(() => findOneAsset(state, 'nobody'))).toBe('ASSET_NOT_FOUND');
    for (const row of list.assets) {
      const which = row.asset_id === null ? { root: row.root } : { assetId: row.asset_id };
      expect(getAssetDetails(state, new Map(), which).asset).toEqual(row);
    }
    expect(codeOf(() => getAssetDetails(state, new Map(), { root: 'nowhere' }))).toBe('ASSET_NOT_FOUND');
  });

  it('with one id twice are told apart by a person', async () => {
    const project = DiskProject.small(scratch());
    const text = project.read('assets/.prometeu/index.json').toString();
    project.write('assets/.prometeu/index.json', text.replace('"asset_id": 2', '"asset_id": 1'));
    const { session } = open(project);
    const state = await session.examine({ scope: 'whole' });
    expect(codeOf(() => findOneAsset(state, '1'))).toBe('ASSET_AMBIGUOUS');
  });
});
