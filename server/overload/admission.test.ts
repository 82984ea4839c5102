import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from '../../shared/protocol/api.ts'
import { type Pipeline, PipelineUnavailable } from '../pipeline/pipeline.ts'
import type { Done, Work } from '../pipeline/work.ts'
import { createAdmission } from './admission.ts'
import { PipelineLate } from './late.ts'

const done: Done = {
  accepted: 0,
  repeated: 0,
  refused: [],
  decisions: [],
  armed: [],
  shown: [],
  seq: 0,
  placements: [],
}
const input = (messageId: string): Work['inputs'][number] => ({
  kind: 'event',
  name: 'probe',
  properties: {},
  messageId,
  account: 'acme',
  user: null,
  occurredAt: 0,
  receivedAt: 0,
  source: 'api',
})
const work = (inputs: number): Work => ({
  at: 0,
  inputs: Array.from({ length: inputs }, (_, i) => input(`m${i}`)),
})

/** A pipeline whose answers come when the test says so, and a timer that rings when it says so. */
function hall(mostInputs: number) {
  const begun: { workspace: string; resolve(done: Done): void; reject(error: unknown): void }[] = []
  const alarms: { run(): void; isOff: boolean }[] = []
  const submit = (workspace: string) =>
    new Promise<Done>((resolve, reject) => begun.push({ workspace, resolve, reject }))
  const pipeline = { submit, recordRefused: submit, saveSettings: submit } as unknown as Pipeline
  const admission = createAdmission({
    mostInputs,
    withinMs: 5_000,
    after: (_, run) => {
      const alarm = { run, isOff: false }
      alarms.push(alarm)
      return () => {
        alarm.isOff = true
      }
    },
  })
  const admitted = admission.admit(pipeline)
  return { admission, admitted, begun, alarms, ring: (i: number) => alarms[i]?.run() }
}

const told = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: Error) => error.constructor,
  )

test('refuses beyond its room at once and without beginning it, until something is over', async () => {
  const { admitted, begun, alarms } = hall(40)
  const first = admitted.submit('a', work(9))
  const second = admitted.submit('a', work(9))
  expect(await told(admitted.submit('a', work(0)))).toBe(PipelineUnavailable)
  expect(begun.length).toBe(2)
  begun[0]?.resolve(done)
  expect(await first).toBe(done)
  const third = admitted.submit('a', work(9))
  expect(begun.length).toBe(3)
  for (const one of begun) one.resolve(done)
  await Promise.all([second, third])
  expect(alarms.map((one) => one.isOff)).toEqual([true, true, true])
})

test('one that floods leaves room for one that sends little', async () => {
  const { admitted, begun } = hall(1_000)
  const flood = Array.from({ length: 100 }, () => told(admitted.submit('flood', work(19))))
  expect(begun.length).toBe(25)
  const quiet = Array.from({ length: 10 }, () => admitted.submit('quiet', work(19)))
  for (const one of begun) one.resolve(done)
  expect(await Promise.all(quiet)).toEqual(Array.from({ length: 10 }, () => done))
  const answers = await Promise.all(flood)
  expect(answers.filter((one) => one === PipelineUnavailable).length).toBe(75)
})

test('tells beforehand whether a body is worth reading', async () => {
  const { admission, admitted, begun, ring } = hall(40)
  expect(admission.isOpenTo('a', 3_000)).toBe(true)
  expect(admission.isOpenTo('a', 5_000)).toBe(false)
  const first = told(admitted.submit('a', work(14)))
  expect([500, 2_000].map((bytes) => admission.isOpenTo('a', bytes))).toEqual([true, false])
  expect(admission.isOpenTo('b', 2_000)).toBe(true)
  ring(0)
  await first
  expect([admission.isOpenTo('a', 0), admission.isOpenTo('b', 0)]).toEqual([false, true])
  begun[0]?.resolve(done)
  await Promise.resolve()
  expect(admission.isOpenTo('a', 3_000)).toBe(true)
})

test('the largest batch is worth reading where nothing else waits, however few items it has', () => {
  expect(hall(1_100).admission.isOpenTo('a', limits.batchBytes)).toBe(true)
})

test('a transaction of its own takes the room of many inputs', async () => {
  const { admitted, begun } = hall(200)
  const settings = () => told(admitted.saveSettings('a', {}))
  const all = [settings(), settings(), settings()]
  expect(begun.length).toBe(2)
  expect(await all[2]).toBe(PipelineUnavailable)
})

test('the list of what was refused is kept where there is room, and nobody is troubled where not', async () => {
  const { admitted, begun } = hall(100)
  const all = [1, 2, 3].map(() => told(admitted.recordRefused('a', [])))
  expect(begun.length).toBe(1)
  begun[0]?.reject(new TypeError('a bug'))
  expect(await Promise.all(all)).toEqual([TypeError, 'done', 'done'])
})

test('who waits too long is told that it may have been written, and the room stays taken', async () => {
  const { admitted, begun, ring } = hall(40)
  const first = admitted.submit('a', work(9))
  const late = told(first)
  ring(0)
  expect(await late).toBe(PipelineLate)
  // Nobody else waits for a database that is silent; other workspaces have theirs.
  expect(await told(admitted.submit('a', work(0)))).toBe(PipelineUnavailable)
  const other = admitted.submit('b', work(9))
  begun[1]?.resolve(done)
  await other
  // The late answer goes nowhere, and opens the door again.
  begun[0]?.resolve(done)
  await Promise.resolve()
  const again = admitted.submit('a', work(19))
  begun[2]?.resolve(done)
  expect(await again).toBe(done)
})

test('a failure is passed on, and makes room', async () => {
  const { admitted, begun } = hall(2)
  for (let i = 0; i < 3; i++) {
    const failed = admitted.submit('a', work(0))
    begun[i]?.reject(new TypeError('a bug'))
    await expect(failed).rejects.toThrow('a bug')
  }
})

const step = fc.oneof(
  fc.record({
    does: fc.constant('submit' as const),
    workspace: fc.constantFrom('a', 'b', 'c'),
    inputs: fc.integer({ min: 0, max: 30 }),
  }),
  fc.record({
    does: fc.constantFrom('answer' as const, 'fail' as const, 'ring' as const),
    which: fc.nat(),
  }),
)

test('every caller is told one thing once, and what is begun is what a list of it allows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const room = 100
      const { admitted, begun, ring } = hall(room)
      type Running = { workspace: string; weight: number; place: number; isLate: boolean }
      let running: Running[] = []
      const answers: Promise<unknown>[] = []
      const expected: unknown[] = []
      const weigh = (list: Running[]) => list.reduce((sum, one) => sum + one.weight, 0)
      const settles: { place: number; as: unknown }[] = []
      for (const one of steps) {
        if (one.does === 'submit') {
          const { workspace } = one
          const weight = one.inputs + 1
          const mine = running.filter((other) => other.workspace === workspace)
          const fits =
            weigh(mine) + weight <= room - weigh(running) - weight &&
            !mine.some((other) => other.isLate)
          const place = begun.length
          answers.push(told(admitted.submit(workspace, work(one.inputs))))
          expect(begun.length).toBe(place + (fits ? 1 : 0))
          expected.push(fits ? { place } : PipelineUnavailable)
          if (fits) running.push({ workspace, weight, place, isLate: false })
          continue
        }
        const chosen = running[one.which % Math.max(1, running.length)]
        if (!chosen) continue
        if (one.does === 'ring') {
          if (!chosen.isLate) settles.push({ place: chosen.place, as: PipelineLate })
          if (!chosen.isLate) ring(chosen.place)
          chosen.isLate = true
          continue
        }
        running = running.filter((other) => other !== chosen)
        if (one.does === 'answer') begun[chosen.place]?.resolve(done)
        else begun[chosen.place]?.reject(new TypeError('a bug'))
        settles.push({ place: chosen.place, as: one.does === 'answer' ? 'done' : TypeError })
        await Promise.resolve()
      }
      for (const { place } of running) begun[place]?.resolve(done)
      const outcomeOf = (place: number) =>
        settles.find((one) => one.place === place)?.as ?? ('done' as const)
      expect(await Promise.all(answers)).toEqual(
        expected.map((one) =>
          one === PipelineUnavailable ? one : outcomeOf((one as { place: number }).place),
        ),
      )
    }),
  )
})
