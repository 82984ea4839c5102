import { expect, test } from 'vitest'
import { ToastsModel } from './toasts.ts'

function fresh() {
  let now = 0
  const timers = new Set<{ at: number; run(): void }>()
  const toasts = new ToastsModel((ms, run) => {
    const timer = { at: now + ms, run }
    timers.add(timer)
    return () => void timers.delete(timer)
  })
  const pass = (seconds: number) => {
    now += seconds * 1000
    for (const timer of [...timers]) {
      if (timer.at > now) continue
      timers.delete(timer)
      timer.run()
    }
  }
  const texts = () => toasts.list.value.map(({ text }) => text)
  return { toasts, pass, texts, timers }
}

test('each stays for eight seconds, and three at the most', () => {
  const { toasts, pass, texts, timers } = fresh()
  for (const text of ['a', 'b', 'c', 'd']) {
    toasts.say(text)
    pass(1)
  }
  expect(texts()).toEqual(['b', 'c', 'd'])
  pass(5)
  expect(texts()).toEqual(['c', 'd'])
  pass(2)
  expect(texts()).toEqual([])
  expect(timers.size).toBe(0)
})

test('none goes while somebody is at one, and each has its time when they have left', () => {
  const { toasts, pass, texts } = fresh()
  toasts.say('a')
  pass(7)
  toasts.hold()
  toasts.say('b')
  pass(60)
  expect(texts()).toEqual(['a', 'b'])
  toasts.release()
  pass(7)
  expect(texts()).toEqual(['a', 'b'])
  pass(1)
  expect(texts()).toEqual([])
})

test('it waits for who is on the way to it', () => {
  const { toasts, pass, texts } = fresh()
  toasts.say('a')
  for (let step = 0; step < 5; step++) {
    pass(5)
    toasts.wait()
  }
  expect(texts()).toEqual(['a'])
  pass(8)
  expect(texts()).toEqual([])
})

test('when one is closed under somebody’s hand, the others have their time from then on', () => {
  const { toasts, pass, texts } = fresh()
  toasts.say('a')
  toasts.say('b')
  toasts.hold()
  pass(60)
  toasts.close(toasts.list.value[0]?.id ?? 0)
  pass(7)
  expect(texts()).toEqual(['b'])
  pass(1)
  expect(texts()).toEqual([])
})
