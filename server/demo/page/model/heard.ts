/** The drawer's stream: what Brim heard from this account, and what it decided. */
import { computed, effect, signal } from '@preact/signals'
import type { Heard } from '../../heard-words.ts'
import { api } from './api.ts'
import { session } from './session.ts'

const most = 60

export const heard = signal<Heard[]>([])
export const isConnected = signal(false)
const account = computed(() => session.value?.tide.id)

/** Listens for as long as the page lives; another account is another stream. */
export function listen(): void {
  effect(() => {
    const id = account.value
    heard.value = []
    if (!id) return
    const source = new EventSource(api.heardUrl(id))
    source.onopen = () => {
      isConnected.value = true
    }
    source.onerror = () => {
      isConnected.value = false
    }
    source.onmessage = ({ data }) => add(JSON.parse(data) as Heard)
    return () => source.close()
  })
}

/** Newest first; a stream that comes back tells some of it once more. */
function add(one: Heard): void {
  const others = heard.peek().filter((known) => known.id !== one.id)
  heard.value = [one, ...others].sort((a, b) => b.at - a.at).slice(0, most)
}
