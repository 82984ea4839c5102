/** Who may say who is on a page: mode, keys, what came of checking, and a token that is tried. */
import { computed, createModel, signal } from '@preact/signals'
import type { IdentityMode } from '../../../../shared/protocol/identity.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { IdentityKey, Inspection, NewIdentityKeyRequest } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { modeNames } from '../../words/identity.ts'
import { createResource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

export const IdentityModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const state = createResource(api.identity)
  const made = signal<{ key: IdentityKey; secret: string } | null>(null)
  const inspection = signal<Inspection | null>(null)
  const change = (part: Partial<NonNullable<typeof state.data.value>>) => {
    const before = state.data.peek()
    if (before) state.set({ ...before, ...part })
  }
  const countOf = (isMeant: (verdict: string) => boolean) =>
    Object.entries(state.data.value?.checks ?? {}).reduce(
      (sum, [verdict, count]) => sum + (isMeant(verdict) ? count : 0),
      0,
    )
  return {
    state,
    /** A key that was just made, with the secret that is shown this once. */
    made,
    inspection,
    /** Requests of the last day, and those of them that `enforce` would refuse. */
    checked: computed(() => countOf(() => true)),
    refused: computed(() => countOf((verdict) => verdict !== 'valid')),
    forgetSecret() {
      made.value = null
    },
    async setMode(mode: IdentityMode) {
      const answer = await api.setIdentityMode(mode)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      change({ mode })
      toasts.say(`Identity is set to “${modeNames[mode]}”`)
    },
    /** Answers what is wrong with it. */
    async add(request: NewIdentityKeyRequest): Promise<string | null> {
      const answer = await api.createIdentityKey(request)
      if (answer.kind === 'failed') {
        return answer.failure.issues[0]?.message ?? failureInWords(answer.failure)
      }
      const { key, secret } = answer.value
      change({ keys: [key, ...(state.data.peek()?.keys ?? [])] })
      if (secret !== null) made.value = { key, secret }
      return null
    },
    async revoke(key: IdentityKey) {
      const answer = await api.revokeIdentityKey(key.id)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      change({ keys: (state.data.peek()?.keys ?? []).filter((one) => one.id !== key.id) })
      toasts.say(`Tokens signed with ${key.id} are no longer valid`)
    },
    async inspect(token: string) {
      const answer = await api.inspectToken(token)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      inspection.value = answer.value
    },
    forgetInspection() {
      inspection.value = null
    },
  }
})
export type IdentityState = InstanceType<typeof IdentityModel>
