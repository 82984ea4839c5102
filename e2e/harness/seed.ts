// Seeding the demo takes seconds, so it happens once; every worker starts on a copy.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Brim, startBrim } from './brim.ts'
import { type Ready, recallSecrets } from './ready.ts'
import { createScratch } from './scratch.ts'

/** Seeds a data folder and returns where it is. The folder lives as long as this process. */
export const createSeed = async (): Promise<string> => {
  const seed = createScratch('seed')
  const brim = await startBrim({ demo: true, dataDir: join(seed, 'data') })
  await brim.stop()
  writeFileSync(join(seed, 'ready.json'), JSON.stringify(brim.ready))
  return seed
}

export const startSeeded = async (
  seed: string,
  env: Record<string, string> = {},
): Promise<Brim> => {
  const dataDir = join(createScratch('data'), 'data')
  cpSync(join(seed, 'data'), dataDir, { recursive: true })
  const brim = await startBrim({ demo: true, dataDir, env })
  const first = JSON.parse(readFileSync(join(seed, 'ready.json'), 'utf8')) as Ready
  return { ...brim, ready: recallSecrets(brim.ready, first) }
}
