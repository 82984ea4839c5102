import { defineConfig } from '@playwright/test'
import { findChromium, launchArgs } from './harness/chromium.ts'
import { quickFolder } from './harness/quick-folder.ts'

// Of the workers and the servers that they start, too.
process.env.TMPDIR = quickFolder()

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  globalSetup: './harness/global-setup.ts',
  outputDir: '../test-results/e2e',
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  workers: 2,
  retries: 0,
  // Two browsers, two servers and their threads share what may be two slow cores: nothing waits for a
  // time to pass, so patience costs nothing where all is well.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    // Recording costs a third of the time: `--trace on` for what fails.
    trace: 'off',
    launchOptions: { executablePath: findChromium(), args: launchArgs },
  },
})
