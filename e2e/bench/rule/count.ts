/** How many it holds for, of all that it is asked about. */
export type Count = () => number | Promise<number>

/** The loop that all go through, so that calling costs each of them the same. */
export const counting =
  <Facts>(all: readonly Facts[], holds: (facts: Facts) => boolean | undefined): Count =>
  () => {
    let count = 0
    for (const one of all) if (holds(one)) count++
    return count
  }
