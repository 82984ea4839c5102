// The tests that need no browser: rules in processes that they share, servers in processes of their own.
import { defineConfig } from 'vitest/config'
import { quickFolder } from './e2e/harness/quick-folder.ts'
import { shared } from './vite.config.ts'

/** What takes hold of the clock of its whole process, or waits for sockets to fall silent by it. */
const ofTheClock = [
  'server/console/model/publishing/review.test.ts',
  'server/http/console/live.test.ts',
  'server/listen.test.ts',
  'server/live/visitors.test.ts',
  'widget/core/session.test.ts',
]

export default defineConfig({
  ...shared,
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['{shared,server,widget}/**/*.test.{ts,tsx}'],
          exclude: ofTheClock,
          // Nothing of it lives outside what a test makes: importing it anew for each file would be half the time.
          isolate: false,
          env: { TMPDIR: quickFolder() },
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: [
            ...ofTheClock,
            'e2e/{harness,durability,overload,bench,frameworks}/**/*.test.ts',
          ],
        },
      },
    ],
  },
})
