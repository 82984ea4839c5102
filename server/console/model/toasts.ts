/** Short messages at the edge of the screen, each with at most one thing to do. */
import { createModel, signal } from '@preact/signals'

export type Toast = {
  id: number
  text: string
  action: { label: string; run(): void } | null
}

/** Runs it later; the answer takes that back. */
type After = (ms: number, run: () => void) => () => void

const staysMs = 8000

const afterTimeout: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

export const ToastsModel = createModel((after: After = afterTimeout) => {
  const list = signal<Toast[]>([])
  const takeBack = new Map<number, () => void>()
  let next = 1
  let isHeld = false
  const stop = () => {
    for (const one of takeBack.values()) one()
    takeBack.clear()
  }
  const drop = (id: number) => {
    takeBack.get(id)?.()
    takeBack.delete(id)
    list.value = list.value.filter((toast) => toast.id !== id)
  }
  const start = (id: number) => {
    if (isHeld) return
    const cancel = after(staysMs, () => drop(id))
    takeBack.set(id, cancel)
  }
  const startAll = () => {
    stop()
    for (const { id } of list.value) start(id)
  }
  const release = () => {
    isHeld = false
    startAll()
  }
  return {
    list,
    close(id: number) {
      drop(id)
      // A hand or a focus that was on it has gone with it, which nothing else tells.
      release()
    },
    say(text: string, action: Toast['action'] = null) {
      const id = next++
      for (const { id } of list.value.slice(0, -2)) drop(id)
      list.value = [...list.value, { id, text, action }]
      start(id)
    },
    clear() {
      list.value = []
      release()
    },
    /** Somebody is at one of them: none goes under their hands. */
    hold() {
      isHeld = true
      stop()
    },
    release,
    /** Somebody may be on their way to one: each stays as long as it would from now. */
    wait: startAll,
  }
})
export type Toasts = InstanceType<typeof ToastsModel>
