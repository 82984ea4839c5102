import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { collect } from './collect.ts'
import { openNative } from './native.ts'

test.runIf(process.platform === 'linux')(
  'a closed database lets go of its files when it is collected',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'brim-collect-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const openFiles = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)
        } catch {
          return false
        }
      }).length
    await (async () => {
      const connection = openNative(join(folder, 'a.db'))
      await connection.execute('CREATE TABLE t (n INTEGER)')
      await connection.execute('SELECT * FROM t')
      connection.close()
    })()
    expect(openFiles()).toBeGreaterThan(0)
    await new Promise((resolve) => setImmediate(resolve))
    collect()
    await new Promise((resolve) => setImmediate(resolve))
    expect(openFiles()).toBe(0)
  },
)
