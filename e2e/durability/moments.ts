// When a server is killed. Each moment answers a server that was killed at it.
import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'
import { type Brim, type BrimOptions, launchBrim } from '../harness/brim.ts'
import type { Random } from './clients.ts'
import { probeTrigger, send, type Workspace } from './workspace.ts'

/** In the middle of traffic, of starting up, of a commit, and of counting the log for a new trigger. */
export const moments = ['traffic', 'start', 'commit', 'backfill'] as const
export type Moment = (typeof moments)[number]

type Killing = { options: BrimOptions; workspace: Workspace; random: Random }

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export const killAt = async (moment: Moment, brim: Brim, killing: Killing): Promise<void> => {
  const { workspace, random } = killing
  switch (moment) {
    case 'traffic':
      await pause(random() * 600)
      return brim.kill()
    case 'start':
      await brim.kill()
      return killWhileStarting(killing)
    case 'commit':
      await pause(random() * 150)
      return killAtWrite(brim, workspace.id)
    case 'backfill':
      await pause(random() * 100)
      return killWhilePublishing(brim, killing)
    default:
      return moment satisfies never
  }
}

/** However fast the machine: somewhere between nothing and ready. */
const killWhileStarting = async ({ options, random }: Killing) => {
  const starting = launchBrim(options)
  const isReady = starting.ready.then(
    () => true,
    () => false,
  )
  await Promise.race([isReady, pause(random() * 1_000)])
  await starting.kill()
  await isReady
}

/** As the log of a commit is being written, before it is certain. */
const killAtWrite = async (brim: Brim, workspace: string) => {
  let watcher: FSWatcher | undefined
  const written = new Promise<void>((resolve) => {
    watcher = watch(join(brim.dataDir, 'workspaces'), (_, name) => {
      if (name === `${workspace}.db-wal`) resolve()
    })
  })
  // Where the system tells nothing of it.
  await Promise.race([written, pause(1_000)])
  await brim.kill()
  watcher?.close()
}

/** Another counter each time, which is filled from the log while that grows. */
const killWhilePublishing = async (brim: Brim, { workspace, random }: Killing) => {
  const published = send(
    `${brim.url}/v1/triggers/probes?publish=true`,
    'PUT',
    probeTrigger(Math.floor(random() * 100)),
    { authorization: `Bearer ${workspace.secretKey}` },
  ).catch(() => undefined)
  if (random() < 0.7) await published
  await pause(random() * 30)
  await brim.kill()
  await published
}

/** Each of them about as often as the others, in the order that chance gives. */
export const drawMoments = (count: number, random: Random): Moment[] =>
  Array.from({ length: count }, (_, i) => ({
    moment: moments[i % moments.length] as Moment,
    place: random(),
  }))
    .sort((a, b) => a.place - b.place)
    .map(({ moment }) => moment)
