/**
 * The second half of a restore: moves what was there aside and what was staged into its place, as
 * the plan says. Each step can be done again after a kill: what is no longer staged is in its place.
 * Every start of whoever owns the folder calls it.
 */
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { move, sync } from '../../store/durable.ts'

export const stagingName = 'restoring'
export const planName = 'plan.json'

const plan = z.object({ entries: z.array(z.string()), aside: z.string() })

/** Whether there was one to finish. One that did not get as far as its plan is forgotten. */
export async function finishRestore(folder: string, moveTo = move): Promise<boolean> {
  const staging = join(folder, stagingName)
  const planFile = join(staging, planName)
  if (!existsSync(planFile)) {
    await rm(staging, { recursive: true, force: true })
    return false
  }
  const { entries, aside } = plan.parse(JSON.parse(await readFile(planFile, 'utf8')))
  for (const entry of entries) {
    if (!existsSync(join(staging, entry))) continue
    // The log of a database belongs to it: with the new one it would be another's.
    for (const name of [entry, `${entry}-wal`, `${entry}-shm`]) {
      const there = join(folder, name)
      if (existsSync(there)) await moveTo(there, join(folder, aside, name))
    }
    await moveTo(join(staging, entry), join(folder, entry))
  }
  await rm(planFile)
  await sync(staging)
  await rm(staging, { recursive: true, force: true })
  return true
}
