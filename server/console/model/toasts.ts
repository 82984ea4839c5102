/** Short messages at the edge of the screen, each with at most one thing to do. */
import { createModel, signal } from '@preact/signals'

export type Toast = {
  id: number
  text: string
  action: { label: string; run(): void } | null
}

const staysMs = 8000

export const ToastsModel = createModel(() => {
  const list = signal<Toast[]>([])
  let next = 1
  const close = (id: number) => {
    list.value = list.value.filter((toast) => toast.id !== id)
  }
  return {
    list,
    close,
    say(text: string, action: Toast['action'] = null) {
      const id = next++
      list.value = [...list.value.slice(-2), { id, text, action }]
      setTimeout(() => close(id), staysMs)
    },
  }
})
export type Toasts = InstanceType<typeof ToastsModel>
