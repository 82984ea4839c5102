/** A disk without room, for tests: from now on this process may make no file longer. */
import { spawnSync } from 'node:child_process'
import { onTestFinished, type TestContext } from 'vitest'

/** Answers what gives the room back. Skips the test on machines that can't take it. */
export function takeRoom(ctx: TestContext): () => void {
  const limit = (bytes: string) =>
    spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]).status === 0
  if (!limit('0')) ctx.skip('the size of files cannot be limited here')
  const giveBack = () => void limit('unlimited')
  onTestFinished(giveBack)
  return giveBack
}
