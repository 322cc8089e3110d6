import { defineConfig, devices } from '@playwright/test';

/** The browser is the system's: none is ever downloaded. */
const executablePath = process.env['PACK_STUDIO_CHROMIUM'] ?? '/usr/bin/chromium';
/** Chromium refuses to start its sandbox as root. */
const sandboxArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
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
    trace: 'retain-on-failure',
  },
  projects: [{ name: 'chromium' }],
});
