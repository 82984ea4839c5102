// The one line of JSON that a started server prints when BRIM_READY_JSON=1.
import type { Readable } from 'node:stream'

export type Ready = {
  url: string
  demo: string
  console: string
  docs: string
  /** The link that lets in the first person, where nobody is there yet. */
  setup?: string | null
  login: { email: string; password: string } | null
  publishableKey: string | null
  secretKey: string | null
}

export const parseReady = (line: string): Ready | undefined => {
  if (!line.startsWith('{"ready":')) return undefined
  try {
    return (JSON.parse(line) as { ready: Ready }).ready
  } catch {
    return undefined
  }
}

/** Calls back once, with the first ready line of the stream; goes on draining it. */
export const readReady = (stream: Readable | null, onReady: (ready: Ready) => void): void => {
  let rest = ''
  let isFound = false
  stream?.on('data', (text) => {
    if (isFound) return
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const ready = parseReady(line)
      if (!ready) continue
      isFound = true
      return onReady(ready)
    }
  })
}

/** A restarted server can't know secrets that it only stores hashed: those come from the first start. */
export const recallSecrets = (ready: Ready, first: Ready): Ready => ({
  ...ready,
  login: ready.login ?? first.login,
  publishableKey: ready.publishableKey ?? first.publishableKey,
  secretKey: ready.secretKey ?? first.secretKey,
})
