import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, onTestFinished, test } from 'vitest'
import { openNative } from '../native.ts'
import { createCheckpointer } from './checkpointer.ts'

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'brim-checkpoint-'))
  const checkpointer = createCheckpointer()
  onTestFinished(() => {
    checkpointer.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const make = async (name: string) => {
    const path = join(folder, name)
    let commits = 0
    const connection = openNative(path, () => commits++)
    onTestFinished(() => connection.close())
    await connection.execute('PRAGMA journal_mode = WAL')
    const write = async (sql: string) => {
      const transaction = await connection.begin()
      await transaction.commit([sql])
    }
    await write('CREATE TABLE t (n INTEGER)')
    return { path, connection, write, commits: () => commits }
  }
  /** What is in the file itself, without its log. */
  const inFile = (path: string): number => {
    const copy = join(folder, 'copy.db')
    copyFileSync(path, copy)
    const database = new Database(copy)
    try {
      const row = database.prepare('SELECT count(*) AS rows FROM t').get([]) as { rows: number }
      return row.rows
    } finally {
      database.close()
      for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
    }
  }
  return { folder, checkpointer, make, inFile }
}

test('what was committed is in the file, also while others read and write', async () => {
  const { checkpointer, make, inFile } = setUp()
  const { path, connection, write, commits } = await make('a.db')
  checkpointer.run(path)
  await write('INSERT INTO t VALUES (1), (2)')
  expect(commits()).toBe(2)
  expect(inFile(path)).toBe(0)

  const reader = new Database(path)
  onTestFinished(() => void reader.close())
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM t').all([])
  const open = await connection.begin()
  await open.execute('INSERT INTO t VALUES (3)')
  checkpointer.run(path)
  expect(inFile(path)).toBe(2)

  await open.commit()
  reader.exec('COMMIT')
  checkpointer.run(path)
  expect(inFile(path)).toBe(3)
})

test('what is no database is left alone, and the next one is looked after all the same', async () => {
  const { folder, checkpointer, make, inFile } = setUp()
  const odd = join(folder, 'odd.db')
  writeFileSync(
    odd,
    'no database at all, but long enough to be looked at as if it were one'.repeat(20),
  )
  expect(() => checkpointer.run(odd)).not.toThrow()
  const { path, write } = await make('a.db')
  await write('INSERT INTO t VALUES (1)')
  checkpointer.run(path)
  expect(inFile(path)).toBe(1)
})

test.runIf(process.platform === 'linux')(
  'few databases are held open, and none when it is closed',
  async () => {
    const { folder, checkpointer } = setUp()
    const heldOpen = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)
        } catch {
          return false
        }
      }).length
    for (let n = 0; n < 60; n++) checkpointer.run(join(folder, `${n}.db`))
    expect(heldOpen()).toBe(20)
    checkpointer.close()
    expect(heldOpen()).toBe(0)
  },
)
