import { expect, test } from 'vitest'
import { askOf, runOf } from './ask.ts'

test('a question that becomes a run and a question again keeps its answer, also none', async () => {
  const ask = askOf(
    runOf(async (workspace: string, of: string | undefined) => of && workspace + of),
  )
  expect(await ask('w1', ' has it')).toBe('w1 has it')
  expect(await ask('w1', undefined)).toBeUndefined()
})

test('a fault goes through, and a run that says nothing is one', async () => {
  const fault = new Error('broken')
  const failing = runOf(async () => {
    throw fault
  })
  await expect(askOf(failing)('w1', 1)).rejects.toBe(fault)
  const silent = async function* () {}
  await expect(askOf(silent)('w1', 1)).rejects.toThrow('without an answer')
})
