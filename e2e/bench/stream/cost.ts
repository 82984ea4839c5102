/** How long `work` takes for each of so many events, in microseconds. */
export const costOf = async (events: number, work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return ((performance.now() - start) * 1000) / events
}
