/** Wake-ups in the order in which the sweep makes them: by minute, then by place. A binary heap. */

export type Wakeup = { due: number; at: string }

export type DueQueue = {
  add(wakeup: Wakeup): void
  /** Takes out the first that is due by then. */
  next(until: number): Wakeup | undefined
}

export function createDueQueue(): DueQueue {
  const heap: Wakeup[] = []
  const swap = (a: number, b: number) => {
    const one = heap[a] as Wakeup
    heap[a] = heap[b] as Wakeup
    heap[b] = one
  }
  const isFirst = (a: number, b: number) => comesBefore(heap[a] as Wakeup, heap[b] as Wakeup)

  return {
    add(wakeup) {
      let place = heap.push(wakeup) - 1
      while (place > 0) {
        const above = (place - 1) >> 1
        if (!isFirst(place, above)) break
        swap(place, above)
        place = above
      }
    },
    next(until) {
      const first = heap[0]
      if (!first || first.due > until) return undefined
      const last = heap.pop() as Wakeup
      if (heap.length === 0) return first
      heap[0] = last
      for (let place = 0; ; ) {
        const left = 2 * place + 1
        const right = left + 1
        let least = place
        if (left < heap.length && isFirst(left, least)) least = left
        if (right < heap.length && isFirst(right, least)) least = right
        if (least === place) return first
        swap(place, least)
        place = least
      }
    },
  }
}

function comesBefore(a: Wakeup, b: Wakeup): boolean {
  return a.due === b.due ? a.at < b.at : a.due < b.due
}
