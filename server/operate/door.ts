/**
 * The door of the process that owns a data folder: a Unix socket in it, which only the user that
 * Brim runs as can open. Commands come in as JSON, and are answered with lines.
 */

import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join, relative, resolve } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { type Command, parseCommand, Refused } from './command.ts'

/** The last line of every answer: without it the answer was cut. */
export type LastLine = { type: 'done' } | { type: 'failed'; message: string }

export type Door = { close(): Promise<void> }

export type DoorOptions = {
  folder: string
  run(command: Command): AsyncGenerator<string>
  /** A command that failed for no reason of its own. */
  onFault(error: unknown, command: Command['command']): void
}

/** More at once would only wait for each other's disk. */
const mostAtOnce = 4
/** What the system takes for the path of a socket. */
const mostPathBytes = 100

/** The shorter way to it, since the system takes short ones only; `undefined` where both are long. */
export function doorPath(folder: string): string | undefined {
  const full = join(resolve(folder), 'owner.sock')
  const [short] = [full, relative(process.cwd(), full)].sort((a, b) => a.length - b.length)
  return short && Buffer.byteLength(short) <= mostPathBytes ? short : undefined
}

/** `undefined` where the path of the folder is too long for a socket. Whoever opens it owns the folder. */
export async function openDoor({ folder, run, onFault }: DoorOptions): Promise<Door | undefined> {
  const path = doorPath(folder)
  if (!path) return undefined
  const running = new Map<symbol, { name: Command['command']; stop(): Promise<unknown> }>()

  const enter = (command: Command) => {
    const names = [...running.values()].map((one) => one.name)
    if (command.command === 'backup' && names.includes('backup')) {
      throw new Refused('A backup is being made already')
    }
    if (names.length >= mostAtOnce) throw new Refused('Too many commands are running: wait for one')
    const place = Symbol(command.command)
    const lines = answer(command)
    running.set(place, { name: command.command, stop: () => lines.return(undefined) })
    return lines

    async function* answer(command: Command): AsyncGenerator<string> {
      try {
        yield* run(command)
        yield JSON.stringify({ type: 'done' } satisfies LastLine)
      } catch (error) {
        if (!(error instanceof Refused)) onFault(error, command.command)
        yield failed(error)
      } finally {
        running.delete(place)
      }
    }
  }

  const app = new Hono().post('/', async (c) => {
    try {
      return c.body(streamOf(enter(parseCommand(await c.req.json().catch(() => null)))))
    } catch (error) {
      return c.body(`${failed(error)}\n`)
    }
  })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  // Of one that was killed; whoever owns the folder is the only one.
  await rm(path, { force: true })
  server.listen(path)
  await once(server, 'listening')
  return {
    async close() {
      await Promise.all([...running.values()].map((one) => one.stop()))
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function failed(error: unknown): string {
  const message =
    error instanceof Refused
      ? error.message
      : 'Something went wrong: the log of the server says what'
  return JSON.stringify({ type: 'failed', message } satisfies LastLine)
}

/** Line by line as they are taken; whoever goes away stops what makes them. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(`${value}\n`))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
