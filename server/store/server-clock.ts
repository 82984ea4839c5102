/**
 * What time it is, for all threads of a process. Whoever owns files has the only clock there is. Nodes of
 * a libSQL server have one each, and what one of them writes by its clock the others judge by theirs: a
 * lease of a slow one is over for them before it has begun, and one of a fast one never ends. So all of
 * them go by the server's.
 */
import type { Client } from '@libsql/client'

/** How far this machine's clock is behind, in ms; threads share the memory it stands in. */
export type ClockLag = SharedArrayBuffer

/** Of a machine that has the only clock. */
export function noLag(): ClockLag {
  return new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT)
}

/** Epoch ms. `own`: what this machine says. */
export function clockOf(lag: ClockLag, own = () => Date.now()): () => number {
  const shared = new BigInt64Array(lag)
  return () => own() + Number(Atomics.load(shared, 0))
}

export type Following = {
  client: Pick<Client, 'execute'>
  lag: ClockLag
  /** This machine's, in epoch ms. */
  own?(): number
  /** How long this process runs, by a clock that nobody can set. */
  elapsed?(): number
  /** It is behind by so much more or less than was known that somebody should see to it. */
  onOff?(lagMs: number): void
}

/** A machine's clock may be set while it runs. */
const everyMs = 10_000
/** By less a clock is corrected all the time. */
const offMs = 2_000
/** An answer that was longer on its way says too little of when it was given. */
const mostMs = 1_000

/** Asks once, whatever comes of it; then by and by. `onFault`: the lag stays what it was. */
export async function followServer(
  following: Following,
  onFault: (error: unknown) => void,
): Promise<() => void> {
  await askServer(following)
  let isAsking = false
  const askAgain = async () => {
    if (isAsking) return
    isAsking = true
    await askServer(following, mostMs).catch(onFault)
    isAsking = false
  }
  const timer = setInterval(askAgain, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

export async function askServer(
  following: Following,
  withinMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  const {
    client,
    lag,
    onOff,
    own = () => Date.now(),
    elapsed = () => performance.now(),
  } = following
  const askedAt = elapsed()
  const { rows } = await client.execute("SELECT (julianday('now') - 2440587.5) * 86400000 AS at")
  const tookMs = elapsed() - askedAt
  if (tookMs > withinMs) return
  const shared = new BigInt64Array(lag)
  const found = Number(rows[0]?.at) + tookMs / 2 - own()
  // What the way may have taken is no difference, so that the time does not go to and fro.
  const change = found - Number(Atomics.load(shared, 0))
  if (Math.abs(change) <= tookMs / 2 + 1) return
  Atomics.store(shared, 0, BigInt(Math.round(found)))
  if (Math.abs(change) > offMs) onOff?.(Math.round(found))
}
