/**
 * Builds `out/`. Without arguments all of it, with a stamp that lets the two commands see whether it is current;
 * with arguments only the named parts: `cli`, `main`, `preload`, `renderer`.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as buildStudio } from 'electron-vite';
import { takeStamp, writeStamp } from '../setup/freshness.mjs';
import { buildCli } from './cli-bundle.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const STUDIO_PARTS = ['main', 'preload', 'renderer'];
const PARTS = ['cli', ...STUDIO_PARTS];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) {
  process.stderr.write(`unknown part ${unknown.join(', ')}; the parts are ${PARTS.join(', ')}\n`);
  process.exit(2);
}

const parts = wanted.length === 0 ? PARTS : wanted;
const stamp = await takeStamp();
rmSync(join(ROOT, 'out/.built.json'), { force: true });
if (wanted.length === 0) rmSync(join(ROOT, 'out'), { recursive: true, force: true });
if (parts.includes('cli')) await buildCli(ROOT);
const studioParts = STUDIO_PARTS.filter((part) => parts.includes(part));
if (studioParts.length > 0) {
  process.env['PACK_STUDIO_BUILD_PARTS'] = studioParts.join(',');
  await buildStudio({ root: ROOT, logLevel: 'warn' });
}
if (wanted.length === 0) writeStamp(stamp);
