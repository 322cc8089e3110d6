import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { COMMAND_LINE } from './command-line.ts';

const CHROMIUM = process.env['PACK_STUDIO_CHROMIUM'] ?? '/usr/bin/chromium';
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\?\S+/;

/** A studio window in a browser, over the loopback host of the command line. */
export interface Window {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** Whether a browser is here. */
export function hasBrowser(): boolean {
  return existsSync(CHROMIUM);
}

/** Serves a project and opens it. */
export async function openWindow(project: string): Promise<Window> {
  const host = spawn(process.execPath, [COMMAND_LINE, 'serve', project], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    const listen = (text: string): void => {
      said += text;
      const address = ADDRESS.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    };
    host.stdout.setEncoding('utf8').on('data', listen);
    host.stderr.setEncoding('utf8').on('data', listen);
    host.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    // Chromium refuses to start its sandbox as root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.goto(url);
  return {
    page,
    close: async () => {
      await browser.close();
      const ended = once(host, 'exit');
      host.kill('SIGINT');
      await ended;
    },
  };
}
