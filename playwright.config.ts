import { defineConfig, devices } from '@playwright/test';
import { HOST_KINDS, type HostOptions } from './e2e/host-kinds.ts';

/** The browser is the system's: none is ever downloaded. */
const executablePath = process.env['PACK_STUDIO_CHROMIUM'] ?? '/usr/bin/chromium';
/** Chromium refuses to start its sandbox as root. */
const sandboxArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig<HostOptions>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath, args: sandboxArgs },
    screenshot: 'only-on-failure',
    // Recording slows every key press down; `--trace on` where a failure needs it.
  },
  // The same journeys over every host; what cannot run here is reported as skipped, with its reason.
  projects: HOST_KINDS.map((hostKind) => ({ name: hostKind, use: { hostKind } })),
});
