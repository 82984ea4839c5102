import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Finding, Forecast } from '../../../../shared/definition/lint.ts'
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import type { WorkspaceApi } from '../../api.ts'
import { blankNudge, withCopy } from '../editor/draft.ts'
import { ReviewModel } from './review.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const whole: Nudge = { ...blankNudge('pro'), key: 'wall', name: 'Wall', placement: 'page' }
const titled = (title: string) => withCopy(whole, 'en', { title })
const found = (level: Finding['level'], path: string, sentence = ''): Finding => ({
  code: 'too_long',
  level,
  path,
  sentence,
  remedy: '',
})
const forecast: Forecast = {
  audience: { matching: 1, of: 2 },
  days: 30,
  moments: 9,
  prompts: 3,
  reached: 2,
  exhausted: 0,
  findings: [],
}

/** A server that finds a title too long beyond ten letters, and keeps count of what it is asked. */
function setUp(first: Nudge) {
  const asked = { lint: 0, forecast: 0, left: 0 }
  const api = {
    async lint(_kind: 'nudge', nudge: Nudge) {
      asked.lint++
      const title = nudge.copy.en?.title ?? ''
      const findings = title.length > 10 ? [found('warning', 'copy.en.title')] : []
      if (nudge.priority > 50) findings.push(found('error', 'priority'))
      return { kind: 'ok', value: { findings } }
    },
    async forecast(_nudge: Nudge, signal: AbortSignal) {
      asked.forecast++
      signal.addEventListener('abort', () => asked.left++)
      return { kind: 'ok', value: forecast }
    },
  } as unknown as WorkspaceApi
  const draft = signal(first)
  const review = new ReviewModel(api, { draft })
  return { asked, draft, review }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('it is asked at once, and after a pause in typing', async () => {
  const { asked, draft, review } = setUp(titled('Short'))
  await pass(0)
  expect(review.state.value).toEqual({ kind: 'current', findings: [] })
  for (const title of ['Much longe', 'Much longer', 'Much longer now']) draft.value = titled(title)
  await pass(249)
  expect(asked.lint).toBe(1)
  await pass(1)
  expect(asked.lint).toBe(2)
  expect(review.warnings.value).toEqual([found('warning', 'copy.en.title')])
})

test('history is counted anew only for what decides who sees it how often', async () => {
  const { asked, draft } = setUp(titled('Short'))
  await pass(0)
  expect(asked.forecast).toBe(1)
  draft.value = titled('Other')
  await pass(5000)
  expect(asked.forecast).toBe(1)
  draft.value = { ...titled('Other'), caps: { lifetime: 1 } }
  await pass(5000)
  expect(asked.forecast).toBe(2)
})

test('a draft without its place is not asked about', async () => {
  const { asked, review } = setUp({ ...whole, placement: 'paywall:' })
  await pass(5000)
  expect(review.state.value).toEqual({ kind: 'incomplete' })
  expect(asked).toEqual({ lint: 0, forecast: 0, left: 0 })
})

test('what is true of what is live too is not asked again before publishing, an error always is', async () => {
  const { draft, review } = setUp(titled('Much too long'))
  await pass(0)
  expect(await review.look(null)).toHaveLength(1)
  expect(await review.look(titled('As long as before'))).toEqual([])
  draft.value = { ...titled('Much too long'), priority: 99 }
  expect(await review.look(draft.value)).toEqual([found('error', 'priority')])
})

test('a page that is left waits for no count', async () => {
  const { asked, review } = setUp(whole)
  await pass(0)
  expect(asked).toMatchObject({ forecast: 1, left: 0 })
  review[Symbol.dispose]()
  expect(asked.left).toBe(1)
})
