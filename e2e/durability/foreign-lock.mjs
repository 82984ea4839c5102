// A program that is not Brim and has its file open too, as a backup or a replication tool has: takes
// the write lock and lets go of it, in turn, until it is told to end. Says how often it held it.
import { createClient } from '@libsql/client'

const [file, seed] = process.argv.slice(2)
const client = createClient({ url: `file:${file}`, timeout: 50 })
let state = Number(seed)
// Good enough to differ from one hold to the next, and the same for the same seed.
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 4_294_967_296
}
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Its pauses (server/store/until-free.ts) and what its tries take. */
const writerWaitsMs = 1_100

let isOver = false
let holds = 0
let long = 0
process.once('SIGTERM', () => {
  isOver = true
})
process.stdout.write('ready\n')

while (!isOver) {
  try {
    const lock = await client.transaction('write')
    // Mostly a moment, at times longer than all tries of a writer together.
    const ms = random() < 0.25 ? 400 + random() * 1_800 : 1 + random() * 40
    // Once it has written too, and takes it back.
    if (random() < 0.5) await lock.execute("INSERT INTO settings VALUES ('foreign', '1')")
    await pause(ms)
    await lock.rollback()
    holds++
    if (ms > writerWaitsMs) long++
  } catch (error) {
    if (!String(error.code).startsWith('SQLITE_BUSY')) throw error
    await client.reconnect()
  }
  await pause(random() * 60)
}
client.close()
process.stdout.write(`${JSON.stringify({ holds, long })}\n`)
