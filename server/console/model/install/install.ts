/** Keys, allowed origins and refused items; and whether anything arrives. */
import { computed, createModel, signal } from '@preact/signals'
import type { LiveEvent } from '../../../../shared/protocol/live.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import type { DebugCode, Key, KeyKind } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import type { Live } from '../live/live.ts'
import { createResource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'
import { mergeOrigins } from './merge-origins.ts'

type Deps = { live: Live; toasts: Toasts }

export const InstallModel = createModel((api: WorkspaceApi, { live, toasts }: Deps) => {
  const keys = createResource(api.keys)
  const refusals = createResource(api.refusals)
  const release = createResource(api.release)
  const heard = signal<LiveEvent | null>(null)
  const secret = signal<string | null>(null)
  const debugCode = signal<DebugCode | null>(null)
  const put = (key: Key) => {
    const others = (keys.data.peek() ?? []).filter((one) => one.id !== key.id)
    keys.set([...others, key])
  }
  const saveOrigins = async (id: string, change: { origins: string[]; seen: string[] }) => {
    const answer = await api.setOrigins(id, change)
    if (answer.kind === 'ok' || answer.failure.code !== 'conflict') return answer
    await keys.load()
    const theirs = keys.data.peek()?.find((key) => key.id === id)?.origins
    if (!theirs) return answer
    const origins = mergeOrigins(change.seen, change.origins, theirs)
    return api.setOrigins(id, { origins, seen: theirs })
  }
  return {
    keys,
    refusals,
    release,
    heard,
    /** A key that was just made, to be shown this once. */
    secret,
    /** The one that was just made. */
    debugCode,
    sorted: computed(() => keys.data.value?.toSorted((a, b) => a.createdAt - b.createdAt)),
    publishable: computed(() => keys.data.value?.find((key) => key.kind === 'publishable')),
    load: async (freshMs = 0) => {
      await Promise.all([keys.load(freshMs), refusals.load(freshMs), release.load(freshMs)])
    },
    listen: () =>
      live.watch((message) => {
        const isOutside = message.type === 'event' && message.event.source !== 'brim'
        if (isOutside) heard.value = message.event
      }),
    async create(kind: KeyKind, name: string) {
      const answer = await api.createKey(kind, name)
      if (answer.kind === 'failed') return failureInWords(answer.failure)
      put(answer.value.key)
      if (kind === 'secret') secret.value = answer.value.secret
      return null
    },
    async makeDebugCode() {
      const answer = await api.debugCode()
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      debugCode.value = answer.value
    },
    forgetSecret() {
      secret.value = null
    },
    /** `seen`: what they were when they were edited; what somebody else has changed meanwhile stays. */
    async setOrigins(
      key: Key,
      change: { origins: string[]; seen: string[] },
    ): Promise<{ origins: string[] } | Failure> {
      const answer = await saveOrigins(key.id, change)
      if (answer.kind === 'failed') return answer.failure
      const { origins } = answer.value
      put(answer.value)
      toasts.say('Allowed origins are saved', {
        label: 'Undo',
        run: async () => {
          const without = mergeOrigins(change.origins, change.seen, origins)
          const back = await saveOrigins(key.id, { origins: without, seen: origins })
          if (back.kind === 'ok') put(back.value)
          else toasts.say(failureInWords(back.failure))
        },
      })
      return { origins }
    },
    async revoke(key: Key) {
      const answer = await api.revokeKey(key.id)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      keys.set((keys.data.peek() ?? []).filter((one) => one.id !== key.id))
      toasts.say(`The key “${key.name}” works no more`)
    },
  }
})
export type Install = InstanceType<typeof InstallModel>
