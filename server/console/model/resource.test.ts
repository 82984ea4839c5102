import { expect, test } from 'vitest'
import type { Answer } from '../api.ts'
import { createResource } from './resource.ts'

const ok = <T>(value: T): Answer<T> => ({ kind: 'ok', value })
const offline: Answer<never> = {
  kind: 'failed',
  failure: { code: 'offline', message: 'off', issues: [] },
}

test('does not ask again while the answer is fresh', async () => {
  let time = 0
  let asked = 0
  const resource = createResource(
    async () => ok(++asked),
    () => time,
  )
  await resource.load(100)
  time = 99
  await resource.load(100)
  expect(resource.data.value).toBe(1)
  time = 100
  await resource.load(100)
  expect(resource.data.value).toBe(2)
})

test('keeps the last answer beside a failure', async () => {
  const answers: Answer<string>[] = [ok('first'), offline]
  const resource = createResource(async () => answers.shift() ?? offline)
  await resource.load()
  await resource.load()
  expect(resource.data.value).toBe('first')
  expect(resource.failure.value?.code).toBe('offline')
})

test('a late answer does not undo a change that was made meanwhile', async () => {
  let answer: (value: Answer<string>) => void = () => {}
  const resource = createResource(() => new Promise<Answer<string>>((done) => (answer = done)))
  const loading = resource.load()
  resource.set('changed here')
  answer(ok('old'))
  await loading
  expect(resource.data.value).toBe('changed here')
})
