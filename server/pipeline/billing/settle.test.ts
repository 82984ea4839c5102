// The power goes at each of the moments between what billing has sent and the log, and two nodes are at it at once.
import { expect, onTestFinished, test } from 'vitest'
import type { BillingEvent, Subscription } from '../../../shared/event/billing.ts'
import { openWorkspaceConnection } from '../../store/open.ts'
import { noon, testPipeline, workspace } from '../test-pipeline.ts'

type Test = Awaited<ReturnType<typeof testPipeline>>
type Pipeline = ReturnType<Test['pipeline']>

const subscription = (seats: number, account: string): Subscription => ({
  ...{ id: 'sub_1', customer: 'ctm_1', startedAt: noon, standing: 'paying', currency: 'EUR' },
  mrr: { kind: 'known', micros: seats * 1_000_000_000 },
  items: [{ price: 'pri_1', lookupKey: null, quantity: seats }],
  account,
  decision: null,
})
/** Bought, grown, and then somebody else's. */
const life: BillingEvent[] = [
  [2, 'acme'] as const,
  [3, 'acme'] as const,
  [5, 'globex'] as const,
].map(([seats, account], i) => ({
  ...{ id: `evt_${i}`, type: 'subscription', at: noon + i, kind: 'subscription' as const },
  rank: i === 0 ? 0 : 1,
  subscription: subscription(seats, account),
}))

const keep = async (pipeline: Pipeline, events = life) => {
  for (const event of events) {
    const arrival = { vendor: 'paddle', event, email: null, at: noon } as const
    expect(await pipeline.keepBilling(workspace, arrival)).toBe('new')
  }
}

const expectOnce = async ({ rows }: Test) => {
  expect(
    await rows('SELECT account, mrr_delta FROM conversions ORDER BY account, mrr_delta'),
  ).toEqual([
    { account: 'acme', mrr_delta: -3000 },
    { account: 'acme', mrr_delta: 1000 },
    { account: 'acme', mrr_delta: 2000 },
    { account: 'globex', mrr_delta: 2000 },
    { account: 'globex', mrr_delta: 3000 },
  ])
  expect(await rows("SELECT id, traits ->> 'mrr' AS mrr FROM accounts ORDER BY id")).toEqual([
    { id: 'acme', mrr: 0 },
    { id: 'globex', mrr: 5000 },
  ])
  expect(await rows('SELECT fate, effects FROM billing_events')).toEqual(
    life.map(() => ({ fate: 'applied', effects: null })),
  )
}

/** What is written when: the outcome of each event, its entries of the log, that they are there. */
const moments = {
  outcome: 'UPDATE billing_events SET fate',
  entries: 'INTO conversions',
  done: 'UPDATE billing_events SET effects = NULL',
}

/** A node whose power goes when it commits what says so: before it is written, or just after. */
function nodeThatFails(one: Test, writing: string, isWritten: boolean) {
  return one.open({
    open: async (id) => {
      const connection = await openWorkspaceConnection(one.location, id)
      return {
        ...connection,
        begin: async () => {
          const transaction = await connection.begin()
          const said: unknown[] = []
          return {
            ...transaction,
            execute: (statement) => {
              said.push(statement)
              return transaction.execute(statement)
            },
            batch: (statements) => {
              said.push(statements)
              return transaction.batch(statements)
            },
            commit: async (last) => {
              const isIt = JSON.stringify([said, last]).includes(writing)
              if (isWritten || !isIt) await transaction.commit(last)
              if (isIt) throw new Error('The power is gone')
            },
          }
        },
      }
    },
  })
}

const cuts = Object.keys(moments).flatMap((moment) =>
  [false, true].map((isWritten) => [moment as keyof typeof moments, isWritten] as const),
)

test.each(cuts)(
  'what the power cuts off at its %s, written: %s, is done once all the same',
  async (moment, isWritten) => {
    const one = await testPipeline()
    onTestFinished(one.close)
    await keep(one.pipeline())
    const node = nodeThatFails(one, moments[moment], isWritten)
    await expect(node.settleBilling(workspace, noon)).rejects.toThrow('The power is gone')
    await node.close()
    await one.restart()
    await one.pipeline().sweep(workspace, noon)
    await expectOnce(one)
  },
)

test('two nodes that bring on the same at once count it once', async () => {
  const one = await testPipeline()
  onTestFinished(one.close)
  const other = one.open()
  onTestFinished(() => other.close())
  const nodes = [one.pipeline(), other] as const
  for (const [i, event] of life.entries()) await keep(nodes[i % 2] as Pipeline, [event])
  await Promise.all([...nodes, ...nodes].map((node) => node.settleBilling(workspace, noon)))
  await expectOnce(one)
})
