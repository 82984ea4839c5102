import { expect, test } from 'vitest'
import { interleave } from './interleave.ts'

const plan = { rounds: 3, enough: 2, withinMs: 60_000 }

test('runs the sides in turn, another one first in each round, and keeps their results apart', async () => {
  const order: string[] = []
  const run = (side: string) => async (round: number) => {
    order.push(`${side}${round}`)
    return `${side}${round}`
  }
  const prepare = async () => void order.push('prepare')
  const sides = { brim: run('a'), floor: run('b') }
  const results = await interleave({ ...plan, rounds: 2, prepare }, sides)
  expect(order).toEqual(['prepare', 'a0', 'b0', 'prepare', 'b1', 'a1'])
  expect(results).toEqual({ brim: ['a0', 'a1'], floor: ['b0', 'b1'] })
})

test('stops early when the time is over, but not before it is enough', async () => {
  const { late } = await interleave({ ...plan, withinMs: -1 }, { late: async (round) => round })
  expect(late).toEqual([0, 1])
})

test('a side that fails ends it all', async () => {
  const fails = async () => {
    throw new Error('lost a row')
  }
  await expect(interleave(plan, { fails })).rejects.toThrow('lost a row')
})
