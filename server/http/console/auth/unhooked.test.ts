// In a process of its own: the test runner has hooks on around everything.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const script = `
import { executionAsyncId } from 'node:async_hooks'
import { runWithRequestState } from '@better-auth/core/context'
import { unhooked } from './server/http/console/auth/unhooked.ts'

// Promises have ids of their own only while something listens to them.
const areHooksOn = () =>
  new Promise((resolve) => {
    setImmediate(async () => {
      const before = executionAsyncId()
      await null
      resolve(executionAsyncId() !== before && executionAsyncId() !== 0)
    })
  })
const call = (run) => unhooked(() => runWithRequestState(new WeakMap(), run))

const seen = []
const look = async () => seen.push(await areHooksOn())
await look()
let end
const held = call(() => new Promise((resolve) => (end = resolve)))
await call(async () => {})
await look()
end()
await held
await look()
await call(() => Promise.reject()).catch(() => {})
await look()
console.log(JSON.stringify(seen))
`

test('hooks are on while a call runs, and off when the last one is over', async () => {
  const given = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, given)
  expect(JSON.parse(stdout)).toEqual([false, true, false, false])
})
