/** Has a command carried out by the process that owns the folder. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { type Command, Refused } from './command.ts'
import { doorPath, type LastLine } from './door.ts'

const mostTries = 25
const tryEveryMs = 200

/** The lines of the answer, as JSON; ends well only if the answer was whole. */
export async function* knock(folder: string, command: Command): AsyncGenerator<string> {
  const path = doorPath(folder)
  if (!path) throw new Refused(`${folder} has too long a path to ask its server: stop it first`)
  const response = await ask(path, JSON.stringify(command))
  let before: string | undefined
  for await (const line of createInterface({
    input: response,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (before !== undefined) yield before
    before = line
  }
  const last = before === undefined ? undefined : (JSON.parse(before) as LastLine)
  if (last?.type === 'failed') throw new Refused(last.message)
  if (last?.type !== 'done') throw new Refused('The server went away in the middle of the answer')
}

/** A server that has just taken the folder opens its door soon. */
async function ask(path: string, body: string): Promise<IncomingMessage> {
  for (let tries = 0; ; tries++) {
    try {
      return await askOnce(path, body)
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      if (['ENOENT', 'ECONNREFUSED'].includes(code) && tries < mostTries) {
        await wait(tryEveryMs)
        continue
      }
      throw new Refused(
        code === 'EACCES'
          ? `${path} belongs to another user: run this as the one that Brim runs as`
          : `Whoever owns the folder does not answer at ${path} (${code})`,
      )
    }
  }
}

async function askOnce(path: string, body: string): Promise<IncomingMessage> {
  const asking = request({ socketPath: path, method: 'POST', path: '/' })
  asking.end(body)
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  return response
}
