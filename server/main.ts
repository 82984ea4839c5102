/** Reads the environment, starts the server, and stops it when it is told to; nothing else. */

import { createApp } from './app.ts'
import { demoKeys } from './demo-workspace.ts'
import { type Env, parseEnv } from './env.ts'
import { describeError } from './http/answer/describe-error.ts'
import { listen } from './listen.ts'
import { createLogger } from './log.ts'
import { isPlainFault } from './plain-fault.ts'
import { announce } from './start/announce.ts'
import { compose, type Ground } from './start/compose.ts'
import { openData } from './start/data.ts'
import { openDemo } from './start/demo.ts'
import { openOwnDoor } from './start/door.ts'
import { startKeyUse } from './start/key-use.ts'
import { readyAt } from './start/ready.ts'
import { stop } from './start/stop.ts'

async function start(env: Env): Promise<void> {
  // Files that this process makes hold customers' data and keys: theirs alone.
  process.umask(0o077)
  const log = createLogger(env.logLevel)
  const data = await openData(env, log)
  const ground: Ground = { env, data, log, demoKeys: demoKeys(data.secret) }
  const house = await compose(ground)
  const door = await openOwnDoor(ground, house)
  const demo = env.isDemo
    ? await openDemo(ground, house, (request) => app.fetch(request))
    : undefined
  const app = createApp(house.deps, demo?.routes)
  const { addressOf } = house.deps.guard
  const server = await listen(app.fetch, {
    host: env.host,
    port: env.port,
    connections: { most: env.mostConnections, addressOf },
  })
  const host = /^(0\.0\.0\.0|::)$/.test(env.host) ? 'localhost' : env.host
  const url = env.url ?? `http://${host}:${server.port}`
  await demo?.allow(server.port, url)
  const keyUse = startKeyUse(house.deps)
  let _stopping: Promise<void> | undefined
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      _stopping ??= stop({ ground, house, server, keyUse, door, demo }).then(() => process.exit(0))
    })
  }
  process.stdout.write(announce(await readyAt(url, ground), env))
  log.info({ version: __BRIM_VERSION__, node: process.version }, 'started')
}

// What nobody has caught is told like everything else: as it is, it might quote people's data.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    console.error(describeError(error))
    process.exit(1)
  })
}

try {
  await start(parseEnv(process.env, process.argv.slice(2)))
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  const message = error instanceof Error ? error.message : String(error)
  console.error(
    isPlainFault(error) || taken ? `Brim did not start.\n${message}` : describeError(error),
  )
  process.exit(1)
}
