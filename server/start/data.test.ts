import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parseEnv } from '../env.ts'
import { openData } from './data.ts'

const first = 'the secret of before: long enough'
const next = 'the secret of now: as long as that'

test('files whose secret was left behind are opened, and it is said what stays shut', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'brim-data-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const warningsOf = async (variables: NodeJS.ProcessEnv = {}) => {
    const said: string[] = []
    const note = () => {}
    const warn = (message: string) => said.push(message)
    const log = { debug: note, info: note, error: note, warn: warn as never }
    const data = await openData(parseEnv({ BRIM_DATA: folder, ...variables }, []), log)
    await data.close()
    return said
  }
  await writeFile(join(folder, 'secret'), first)
  expect(await warningsOf()).toEqual([])
  expect(await warningsOf(), 'and the next time').toEqual([])
  const differs = [expect.stringContaining('is not the secret that has sealed')]
  expect(await warningsOf({ BRIM_SECRET: next })).toEqual(differs)
  expect(await warningsOf({ BRIM_SECRET: next, BRIM_SECRET_BEFORE: first })).toEqual([])
  await rm(join(folder, 'secret'))
  expect(await warningsOf(), 'one was made').toEqual(differs)
})
