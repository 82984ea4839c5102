import { expect, test } from 'vitest'
import { bound } from './bound.ts'

test('lets twenty wait, tells the next that it is busy, and has room when one is answered', async () => {
  const answers: (() => void)[] = []
  const ask = bound(
    (_workspace: string, question: number) =>
      new Promise<number>((resolve) => answers.push(() => resolve(question))),
  )
  const waiting = Array.from({ length: 20 }, (_, i) => ask('w1', i))
  expect(await ask('w2', 20)).toBe('busy')
  answers[7]?.()
  expect(await waiting[7]).toBe(7)
  const next = ask('w1', 21)
  answers.at(-1)?.()
  expect(await next).toBe(21)
})

test('a question that fails makes room as well', async () => {
  const fault = new Error('broken')
  const ask = bound(() => Promise.reject(fault))
  for (let i = 0; i < 30; i++) await expect(ask('w1', i)).rejects.toBe(fault)
})
