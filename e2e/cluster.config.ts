import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Two clusters at a time: each is five processes, and one of them mostly waits for a lease to end. */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '..'),
    include: ['e2e/cluster/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
})
