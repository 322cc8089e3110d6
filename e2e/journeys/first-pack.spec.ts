import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { put, readJson, rootOf, softPng, stereoWav, tilePng } from './projects.ts';

/** An artist's first hour, without a mouse: from the start page to a verified pack. */
test.describe('the first pack, by keyboard alone', () => {
  test.use({ startsWith: 'nothing' });

  test('start page → example → add files → error → fix → reorder → preload → pack → inspect → verify', async ({
    studio,
    keys,
    shelf,
  }) => {
    test.setTimeout(150_000);
    const { page } = studio;
    const assets = page.getByRole('grid', { name: 'Assets' });
    const problems = page.getByRole('treegrid', { name: 'Problems' });
    const status = page.getByRole('contentinfo', { name: 'Status' });
    const details = page.getByRole('complementary', { name: 'Details of the asset' });

    await test.step('the start page opens the example', async () => {
      await expect(page.getByRole('button', { name: /^Open a folder/ })).toBeFocused();
      await keys.activate(page.getByRole('button', { name: /^Open the example/ }));
      await expect(assets.getByRole('row')).toHaveCount(10);
    });

    await test.step('files that are added become guesses with reasons', async () => {
      const files = [
        put(join(shelf, 'gold.png'), tilePng([220, 180, 60])),
        put(join(shelf, 'moss.png'), tilePng([80, 160, 70])),
        put(join(shelf, 'soft.png'), softPng()),
        put(join(shelf, 'click.wav'), stereoWav()),
      ];
      await studio.chooseNext(files);
      await keys.press('Control+i');
      const tray = page.getByRole('dialog');
      await expect(tray.getByRole('heading', { level: 2 })).toContainText('4 files → ');
      for (const file of ['gold.png', 'moss.png', 'soft.png', 'click.wav'])
        await expect(tray).toContainText(file);

      const kept = tray.getByRole('combobox', { name: 'Two channels become' });
      await expect(kept).toHaveValue('mix');
      await keys.reach(kept, 'back');
      await keys.type('As it is');
      await expect(kept).toHaveValue('none');
      await keys.activate(tray.getByRole('button', { name: 'Create 2 assets' }));
      await expect(tray).toBeHidden();
      await expect(assets.getByRole('row')).toHaveCount(12);
      await expect(assets).toBeFocused();
    });
    // The studio works on a copy of the example that its host was given.
    const project = studio.exampleFolder;
    const folderOf = (name: string) => join(project, 'assets', rootOf(project, name));
    await test.step('what was made is on disk', async () => {
      expect(readJson(join(project, 'assets/.prometeu/index.json'))['next_asset_id']).toBe(12);
      await expect(assets.getByRole('row', { name: /gold/ })).toContainText('error');
      await expect(assets.getByRole('row', { name: /click/ })).toContainText('error');
    });

    await test.step('the problems tell the places of both errors; one has a mechanical fix', async () => {
      await keys.press('Control+Shift+M');
      await keys.toRow(problems, 'soft.png');
      await expect(problems.locator('[data-active]')).toContainText('pixel 0, 13');
      await keys.press('Enter');
      await expect(assets.getByRole('row', { selected: true })).toContainText('gold');
      await expect(details).toContainText('soft.png');

      await keys.press('Control+Shift+M');
      await keys.toRow(problems, 'click.wav');
      await keys.activate(page.locator('.problems__detail').getByRole('button', { name: 'Fix…' }));
      const preview = page.getByRole('dialog');
      await expect(preview.getByRole('region', { name: /^Difference of / })).toContainText(
        '"channels": "mix"',
      );
      await expect(preview.getByRole('button', { name: 'Apply' })).toBeFocused();
      await keys.press('Enter');
      await expect(preview).toBeHidden();
      await expect(assets.getByRole('row', { name: /click/ })).toContainText('fine');
      const click = readJson(join(folderOf('click'), 'asset.json'));
      expect(click['output']).toMatchObject({ pipeline: { channels: 'mix' } });
    });

    await test.step('packing says what stands in the way, and writes nothing', async () => {
      await keys.press('Control+b');
      await expect(page.getByRole('region', { name: 'Notices' })).toContainText('1 error');
      expect(existsSync(join(project, 'build/assets.pa'))).toBe(false);
    });

    await test.step('the image is mended in the drawing program, and the error goes by itself', async () => {
      writeFileSync(join(folderOf('gold'), 'soft.png'), tilePng([200, 60, 90]));
      await expect(assets.getByRole('row', { name: /gold/ })).toContainText('fine');
    });

    await test.step('images are put in another order; the move is one edit, and undone as one', async () => {
      const declaration = join(folderOf('gold'), 'asset.json');
      const files = () =>
        (readJson(declaration)['artifacts'] as readonly { file: string; index: number }[])
          .toSorted((left, right) => left.index - right.index)
          .map(({ file }) => file);
      expect(files()).toEqual(['gold.png', 'moss.png', 'soft.png']);
      await keys.press('1');
      await keys.reach(assets);
      await keys.toRow(assets, 'gold');
      await keys.press('Enter');
      const images = details.getByRole('listbox', { name: /^Images in their order/ });
      await keys.reach(images);
      await keys.press('End', 'Alt+ArrowUp', 'Alt+ArrowUp');
      await expect(images.getByRole('option').first()).toContainText('soft.png');
      await expect.poll(files).toEqual(['soft.png', 'gold.png', 'moss.png']);

      await keys.press('Control+z');
      await expect.poll(files).toEqual(['gold.png', 'moss.png', 'soft.png']);
      await expect(images.getByRole('option').first()).toContainText('gold.png');
      await keys.press('Home', 'Alt+ArrowDown');
      await expect.poll(files).toEqual(['moss.png', 'gold.png', 'soft.png']);
    });

    await test.step('the bank is preloaded into a slot of its own', async () => {
      const preload = details.getByRole('switch', { name: 'Preload at boot' });
      await keys.reach(preload, 'back');
      await keys.press('Space');
      await expect(preload).toBeChecked();
      const slot = details.getByRole('combobox', { name: 'Slot' });
      await keys.reach(slot);
      await keys.type('Slot 9');
      await expect(slot).toHaveValue('9');
      await expect(assets.getByRole('row', { name: /gold/ })).toContainText('9');
      await expect
        .poll(() => readJson(join(folderOf('gold'), 'asset.json'))['preload'])
        .toEqual({ enabled: true, slot: 9 });
      // The tiles keep their lowest free slot, the new bank has the one it asked for.
      await keys.press('F6', '2');
      const slots = page.getByRole('grid', { name: 'GLYPH slots' });
      await expect(slots.getByRole('gridcell', { name: /^slot 9: gold/ })).toBeVisible();
    });

    await test.step('it packs, and says so in one line', async () => {
      await keys.press('Control+b');
      await expect(status).toContainText('fresh');
      expect(readFileSync(join(project, 'build/assets.pa')).subarray(0, 4).toString('latin1')).toBe('ASPA');
      await keys.press('3');
      const head = page.getByRole('region', { name: 'Pack', exact: true });
      await expect(head.getByRole('status')).toContainText('Packed 9 assets');
      await expect(page.getByRole('region', { name: 'Pack of the project' })).toContainText('Yes, it boots');
    });

    await test.step('the pack is taken apart: prelude, table, coverage, and the bytes of an entry', async () => {
      await keys.press('4');
      const panel = page.getByRole('tabpanel');
      await expect(panel).toContainText('payload_offset');
      await keys.reach(page.getByRole('tab', { name: 'Overview' }));
      await keys.press('ArrowRight');
      const table = page.getByRole('grid', { name: 'Asset table' });
      await expect(table.getByRole('row')).toHaveCount(10);
      await keys.reach(table);
      await keys.toRow(table, 'gold');
      await expect(page.getByRole('complementary', { name: 'Bytes' })).toContainText('gold');
      await keys.reach(page.getByRole('tab', { name: 'Assets' }), 'back');
      await keys.press('ArrowRight');
      await expect(panel).toContainText('gold');
      await keys.press('ArrowRight');
      await expect(page.getByRole('tab', { name: 'Coverage' })).toBeFocused();
      await expect(panel).toContainText('prelude');
      await expect(panel).toContainText('header');
    });

    await test.step('three verdicts: without an anchor, then with the digest of the project', async () => {
      await keys.press('End');
      const panel = page.getByRole('tabpanel');
      await keys.activate(panel.getByRole('button', { name: 'Verify' }));
      const verdicts = panel.getByRole('list').filter({ hasText: 'Authentic' }).last();
      await expect(verdicts.getByRole('listitem')).toHaveCount(3);
      await expect(verdicts.locator('.verdict--unanchored')).toHaveCount(1);
      await keys.activate(panel.getByRole('button', { name: /^Use the digest/ }));
      await keys.activate(panel.getByRole('button', { name: 'Verify' }), 'back');
      await expect(verdicts.locator('.verdict--fine')).toHaveCount(3);
    });
  });
});
