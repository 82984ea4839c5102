/** Where webhooks go, and the floor that posts there: each a process, asked one thing at a time. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { reapAtExit } from '../../harness/scratch.ts'
import type { Posted, Posting } from './poster.ts'

const start = (file: string) => {
  const child = fork(join(import.meta.dirname, file))
  reapAtExit(child)
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${file} has ended`)
  })
  ended.catch(() => {})
  const next = async (): Promise<unknown> => {
    const [answer] = (await Promise.race([once(child, 'message'), ended])) as [unknown]
    return answer
  }
  return {
    next,
    ask: (asked: 'take' | 'count' | Posting): Promise<unknown> => {
      const answer = next()
      child.send(asked)
      return answer
    },
    stop: () => child.disconnect(),
  }
}

export type Arrivals = { arrivals: [account: string, at: number][]; body: string }

export const startReceiver = async () => {
  const child = start('receiver.ts')
  const { url } = (await child.next()) as { url: string }
  return {
    url,
    /** Resolves when so many have come since it was asked last. */
    async take(amount: number, withinMs: number): Promise<Arrivals> {
      for (const end = Date.now() + withinMs; ; ) {
        const { count } = (await child.ask('count')) as { count: number }
        if (count >= amount) return (await child.ask('take')) as Arrivals
        if (Date.now() > end) throw new Error(`${amount} were to come, ${count} did`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    stop: child.stop,
  }
}

export const startPoster = () => {
  const child = start('poster.ts')
  return {
    run: async (posting: Posting) => (await child.ask(posting)) as Posted,
    stop: child.stop,
  }
}
