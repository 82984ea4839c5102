/** The thread of the checkpoints: what they wait for, nobody else does. */
import { parentPort } from 'node:worker_threads'
import { createCheckpointer } from './checkpointer.ts'

const checkpointer = createCheckpointer()

parentPort?.on('message', (path: string | null) => {
  if (path !== null) return checkpointer.run(path)
  checkpointer.close()
  parentPort?.close()
})
