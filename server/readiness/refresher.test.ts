import { expect, test } from 'vitest'
import type { KeptReadiness } from '../pipeline/account/readiness.ts'
import { startRefresher } from './refresher.ts'
import type { Said } from './thread-jobs.ts'

const reckoned = { seq: 9, wholeAt: 1, model: '{}' }

/** A clock, and what is called when it comes so far. */
function fixture(run: (workspace: string) => AsyncIterable<Said>) {
  const kept: [string, KeptReadiness][] = []
  const errors: unknown[] = []
  const asked: string[] = []
  let clock = 0
  let waiting: { ms: number; run(): void } | undefined
  let commit = (_workspace: string) => {}
  const refresher = startRefresher({
    run: (workspace) => {
      asked.push(workspace)
      return run(workspace)
    },
    pipeline: {
      onCommit: (listener) => {
        commit = (workspace) => listener(workspace, [])
        return () => {}
      },
      keepReadiness: async (workspace, one) => void kept.push([workspace, one]),
    },
    workspaces: async () => ['quiet'],
    now: () => clock,
    elapsed: () => clock,
    after: (ms, run) => {
      waiting = { ms, run }
      return () => {
        waiting = undefined
      }
    },
    onError: (error) => void errors.push(error),
  })
  /** Lets the time pass that it waits for, and what it then does end. Answers how long it rests next. */
  const round = async () => {
    const due = waiting
    waiting = undefined
    clock += due?.ms ?? 0
    due?.run()
    while (!waiting) await new Promise((resolve) => setImmediate(resolve))
    return (waiting as { ms: number }).ms
  }
  return {
    kept,
    errors,
    asked,
    refresher,
    round,
    commit: (workspace: string) => commit(workspace),
    pass: (ms: number) => {
      clock += ms
    },
    isWaiting: () => waiting !== undefined,
  }
}

async function* some(): AsyncGenerator<Said> {
  yield { kind: 'scores', scores: [['a', 1]] }
  yield { kind: 'done', reckoned }
}

test('scores each workspace that was written to once a round, and all of them now and then', async () => {
  const { asked, kept, commit, round, pass } = fixture(some)
  await round()
  expect(asked).toEqual(['quiet'])
  expect(kept).toEqual([
    ['quiet', { scores: [['a', 1]], reckoned: null }],
    ['quiet', { scores: [], reckoned: JSON.stringify(reckoned) }],
  ])
  for (const one of ['busy', 'busy', 'other']) commit(one)
  await round()
  expect(asked.slice(1)).toEqual(['busy', 'other'])
  await round()
  expect(asked).toHaveLength(3)
  pass(15 * 60_000)
  await round()
  expect(asked.slice(3)).toEqual(['quiet'])
})

test('rests ten times as long as it worked', async () => {
  const { round, pass, commit } = fixture(async function* () {
    pass(1_500)
    yield* some()
  })
  expect(await round()).toBe(15_000)
  expect(await round()).toBe(2_000)
  commit('busy')
  expect(await round()).toBe(15_000)
})

test('what fails in one workspace keeps no other waiting, and is told', async () => {
  const { round, commit, kept, errors } = fixture((workspace) =>
    workspace === 'broken' ? failing() : some(),
  )
  commit('broken')
  commit('fine')
  await round()
  expect(errors).toEqual([new Error('broken')])
  expect(kept.map(([workspace]) => workspace)).toContain('fine')
})

// biome-ignore lint/correctness/useYield: it fails before it says anything
async function* failing(): AsyncGenerator<Said> {
  throw new Error('broken')
}

test('after a stop nothing is scored any more', async () => {
  const { refresher, isWaiting } = fixture(some)
  await refresher.stop()
  expect(isWaiting()).toBe(false)
})
