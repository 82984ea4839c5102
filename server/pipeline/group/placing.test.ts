// What is told of a user without an account counts for the one that they are in, and never moves them.
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Input } from '../input.ts'
import { event, noon, testPipeline, workspace } from '../test-pipeline.ts'

const placed = (account: string, user = 'u1') => event('opened', noon, { account, user })
const alone = (user = 'u1') =>
  event('opened', noon, { account: `user:${user}`, user, isAccountAssumed: true })

async function log() {
  const { pipeline, open, close, rows } = await testPipeline()
  const other = open()
  onTestFinished(async () => {
    await other.close()
    await close()
  })
  return {
    send: (...inputs: Input[]) => pipeline().submit(workspace, { at: noon, inputs }),
    sendElsewhere: (...inputs: Input[]) => other.submit(workspace, { at: noon, inputs }),
    accounts: async () =>
      (await rows('SELECT account FROM events ORDER BY seq')).map((one) => one.account),
    accountOf: async (user = 'u1') =>
      (await rows(`SELECT account FROM users WHERE id = '${user}'`))[0]?.account,
  }
}

test('nobody has said where they are: they are an account of one', async () => {
  const { send, accounts, accountOf } = await log()
  await send(alone())
  expect(await accounts()).toEqual(['user:u1'])
  expect(await accountOf()).toBe('user:u1')
})

test('what another node was told meanwhile counts, and what was told before in the same request', async () => {
  const { send, sendElsewhere, accounts, accountOf } = await log()
  await sendElsewhere(placed('acme'))
  await send(alone(), placed('globex'), alone())
  await sendElsewhere(alone())
  expect(await accounts()).toEqual(['acme', 'acme', 'globex', 'globex', 'globex'])
  expect(await accountOf()).toBe('globex')
})

test('what is sent again says nothing of where they are by now', async () => {
  const { send, accounts, accountOf } = await log()
  const first = event('opened', noon, { account: 'acme', user: 'u1', messageId: 'm1' })
  await send(first)
  await send(placed('globex'))
  await send(first, alone())
  expect(await accounts()).toEqual(['acme', 'globex', 'globex'])
  const twice = event('opened', noon, { account: 'initech', user: 'u1', messageId: 'm2' })
  await send(twice, placed('globex'), twice, alone())
  expect((await accounts()).slice(3)).toEqual(['initech', 'globex', 'globex'])
  expect(await accountOf()).toBe('globex')
})

test('it is so for whoever tells what of whom, in whichever groups', async () => {
  const step = fc.record({
    user: fc.constantFrom('u1', 'u2'),
    account: fc.option(fc.constantFrom('acme', 'globex')),
    elsewhere: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 })), async (groups) => {
      const { send, sendElsewhere, accounts, accountOf } = await log()
      const known = new Map<string, string>()
      const expected: string[] = []
      for (const group of groups) {
        const inputs = group.map(({ user, account }) => {
          known.set(user, account ?? known.get(user) ?? `user:${user}`)
          expected.push(known.get(user) as string)
          return account === null ? alone(user) : placed(account, user)
        })
        await (group[0]?.elsewhere ? sendElsewhere : send)(...inputs)
      }
      expect(await accounts()).toEqual(expected)
      for (const [user, account] of known) expect(await accountOf(user)).toBe(account)
    }),
    { numRuns: 15 },
  )
})
