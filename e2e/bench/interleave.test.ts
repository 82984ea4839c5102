import { expect, test } from 'vitest'
import { interleave } from './interleave.ts'

test('runs the sides in turn and keeps their results apart', async () => {
  const order: string[] = []
  const run = (side: string) => async (round: number) => {
    order.push(`${side}${round}`)
    return `${side}${round}`
  }
  const results = await interleave(2, { brim: run('a'), floor: run('b') })
  expect(order).toEqual(['a0', 'b0', 'a1', 'b1'])
  expect(results).toEqual({ brim: ['a0', 'a1'], floor: ['b0', 'b1'] })
})

test('a side that fails ends it all', async () => {
  const fails = async () => {
    throw new Error('lost a row')
  }
  await expect(interleave(3, { fails })).rejects.toThrow('lost a row')
})
