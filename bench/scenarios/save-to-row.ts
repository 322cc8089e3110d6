import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchFolder } from '../corpora/corpus.ts';
import { rgbaPng } from '../corpora/png-file.ts';
import { freshFolder } from '../drivers/command-line.ts';
import { hasBrowser, openWindow } from '../drivers/window.ts';
import { median, percentile } from '../measure.ts';
import type { Scenario } from '../scenario.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/lantern-cave/', import.meta.url));
const SAVED = 'assets/art/tiles/cave/tiles/crate.png';
const ASSET_NAME = 'Cave';
/** Saves for each run that was asked for: a 95th percentile needs more than five. */
const SAVES_PER_RUN = 8;
/** Between two saves, so that one does not fall into the work of the other. */
const PAUSE_MS = 700;

/** Runs in the page: the moment at which row, problems and preview all show the wanted state, in ms since the epoch. */
function whenShown({ name, broken }: { readonly name: string; readonly broken: boolean }): Promise<number> {
  const shows = (): boolean => {
    const row = [...document.querySelectorAll('[aria-label="Assets"] [role="row"]')].find((candidate) =>
      candidate.textContent.startsWith(name),
    );
    const problems = document.querySelector('footer[aria-label="Status"]')?.textContent ?? '';
    const sheet = document.querySelector(
      '[aria-label="Details of the asset"] canvas[class*="sheet"], [aria-label="Details of the asset"] .sheet',
    );
    return (
      row !== undefined &&
      /\d error/.test(row.textContent) === broken &&
      /[1-9]\d* errors/.test(problems) === broken &&
      (sheet === null) === broken
    );
  };
  return new Promise((resolve) => {
    const look = (): void => {
      if (!shows()) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    look();
  });
}

/** A tile is saved with a soft pixel and without it in turn; row, problems and preview must follow. */
export const saveToRow: Scenario = {
  name: 'save-to-row',
  title: 'one asset saved → row, problems and preview in the window',
  async run(plan) {
    if (!hasBrowser()) {
      return { timings: [], metrics: { p95_ms: undefined }, checks: {}, facts: {}, missing: ['Chromium'] };
    }
    const project = freshFolder(join(benchFolder(), 'row-project'));
    cpSync(EXAMPLE, project, { recursive: true });
    const saved = join(project, SAVED);
    const good = readFileSync(saved);
    const soft = rgbaPng(16, 16, new Uint8Array(16 * 16 * 4).fill(128));
    const { page, close } = await openWindow(project);
    const samplesMs: number[] = [];
    try {
      const row = page
        .getByRole('grid', { name: 'Assets' })
        .getByRole('row', { name: new RegExp(`^${ASSET_NAME}`) });
      await row.click();
      await page.evaluate(whenShown, { name: ASSET_NAME, broken: false });
      for (let save = -2; save < plan.runs * SAVES_PER_RUN; save += 1) {
        const broken = save % 2 === 0;
        await page.waitForTimeout(PAUSE_MS);
        const shown = page.evaluate(whenShown, { name: ASSET_NAME, broken });
        writeFileSync(saved, broken ? soft : good);
        const savedMs = performance.timeOrigin + performance.now();
        const tookMs = (await shown) - savedMs;
        if (save >= 0) samplesMs.push(tookMs);
        process.stderr.write(`  save ${save + 1}  ${tookMs.toFixed(0)} ms\n`);
      }
    } finally {
      await close();
    }
    return {
      timings: [{ name: 'save → shown', samplesMs, medianMs: median(samplesMs) }],
      metrics: { p95_ms: percentile(samplesMs, 95) },
      checks: {},
      facts: { saves: samplesMs.length },
      missing: [],
    };
  },
};
