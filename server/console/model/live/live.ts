/** The stream of what has just been committed. Listens while somebody looks. */
import { computed, createModel, signal } from '@preact/signals'
import type { LiveMessage } from '../../../../shared/protocol/live.ts'
import type { WorkspaceApi } from '../../api.ts'
import { atOf, idOf, type LiveFilter, matches } from './live-filter.ts'

export type Happening = { id: string; at: number; message: LiveMessage; isFresh: boolean }
export type Connection = 'connecting' | 'open' | 'lost'
type OpenStream = (address: string) => EventSource

const keeps = 400
const drawEveryMs = 60

export const LiveModel = createModel((api: WorkspaceApi, openStream: OpenStream) => {
  const all = signal<Happening[]>([])
  const held = signal<Happening[]>([])
  const isPaused = signal(false)
  const isLoaded = signal(false)
  const connection = signal<Connection>('connecting')
  const filter = signal<LiveFilter>({ type: 'all', text: '' })
  const shown = computed(() => all.value.filter((one) => matches(one.message, filter.value)))
  /** The newest event that somebody sent. */
  const newestSent = computed(
    () =>
      all.value.find(({ message }) => message.type === 'event' && message.event.source !== 'brim')
        ?.at ?? null,
  )
  const listeners = new Set<(message: LiveMessage) => void>()
  let stream: EventSource | undefined
  let watchers = 0
  let arrived: LiveMessage[] = []

  const add = (messages: readonly LiveMessage[], isFresh: boolean) => {
    const target = isPaused.value ? held : all
    const known = new Set([...all.value, ...held.value].map((one) => one.id))
    const added = messages
      .map((message) => ({ id: idOf(message), at: atOf(message), message, isFresh }))
      .filter((one) => !known.has(one.id))
    if (added.length === 0) return
    target.value = [...added, ...target.value].sort((a, b) => b.at - a.at).slice(0, keeps)
  }

  const catchUp = async () => {
    const answer = await api.recent()
    if (answer.kind === 'ok') add(answer.value, false)
    isLoaded.value = true
  }

  const flush = () => {
    add(arrived, true)
    arrived = []
  }

  const receive = (event: MessageEvent<string>) => {
    const message = JSON.parse(event.data) as LiveMessage
    // A busy workspace sends hundreds a second; the list is drawn a few times a second.
    if (arrived.push(message) === 1) setTimeout(flush, drawEveryMs)
    for (const listener of listeners) listener(message)
  }

  const connect = () => {
    stream = openStream(api.liveAddress)
    connection.value = 'connecting'
    stream.onopen = () => {
      connection.value = 'open'
      // What was committed between the page and the stream, or while it was lost.
      void catchUp()
    }
    stream.onerror = () => {
      connection.value = 'lost'
    }
    stream.onmessage = receive
    for (const type of ['event', 'signal', 'decision']) {
      stream.addEventListener(type, receive as EventListener)
    }
  }

  return {
    shown,
    held,
    isPaused,
    isLoaded,
    connection,
    newestSent,
    filter,
    /** Keeps the stream open until the returned undo is called. */
    watch(onMessage: (message: LiveMessage) => void = () => {}): () => void {
      listeners.add(onMessage)
      if (++watchers === 1) connect()
      return () => {
        listeners.delete(onMessage)
        if (--watchers > 0) return
        stream?.close()
        stream = undefined
      }
    },
    narrow(change: Partial<LiveFilter>) {
      filter.value = { ...filter.value, ...change }
    },
    pause() {
      isPaused.value = true
    },
    resume() {
      isPaused.value = false
      all.value = [...held.value, ...all.value].slice(0, keeps)
      held.value = []
    },
  }
})
export type Live = InstanceType<typeof LiveModel>
