import { type ClosedLoad, startClosedLoop } from './load.ts'

const amount = 6_000

/** Requests a second that Brim answers at the most. */
export const highest = async (
  load: Omit<ClosedLoad, 'connections' | 'amount'>,
): Promise<number> => {
  const loader = startClosedLoop()
  const all = { ...load, connections: 64, amount }
  try {
    await loader.run({ ...all, amount: amount / 3 })
    return amount / (await loader.run(all)).seconds
  } finally {
    loader.stop()
  }
}
