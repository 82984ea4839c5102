/** Who is signed in, and which workspace is looked at. */
import { computed, createModel, signal } from '@preact/signals'
import type { Api, Failure } from '../../api.ts'
import type { Me } from '../../contract.ts'

const name = 'brim.workspace'

export type SignedIn =
  | { kind: 'in' }
  /** The password is right, and the second factor is asked for. */
  | { kind: 'code_needed' }
  | { kind: 'failed'; failure: Failure }

export type SessionState =
  | { kind: 'asking' }
  /** `expired`: the address of whose session has ended; null where nobody’s has. */
  | { kind: 'out'; expired: string | null }
  | { kind: 'in'; me: Me }
  | { kind: 'failed'; failure: Failure }

export const SessionModel = createModel((api: Api, storage: Storage) => {
  const state = signal<SessionState>({ kind: 'asking' })
  const chosen = signal(storage.getItem(name))
  const workspace = computed(() => {
    if (state.value.kind !== 'in') return undefined
    const { workspaces } = state.value.me
    return workspaces.find((one) => one.id === chosen.value) ?? workspaces[0]
  })
  /** They have to set up a second factor before they can do anything in this workspace. */
  const needsSecondFactor = computed(() => {
    if (state.value.kind !== 'in') return false
    const isRequired = workspace.value?.requiresSecondFactor ?? false
    return isRequired && !state.value.me.person.hasSecondFactor
  })
  const open = async () => {
    const answer = await api.me()
    if (answer.kind === 'failed') state.value = { kind: 'failed', failure: answer.failure }
    else if (answer.value) state.value = { kind: 'in', me: answer.value }
    else state.value = { kind: 'out', expired: null }
  }
  return {
    state,
    workspace,
    needsSecondFactor,
    open,
    expire() {
      const before = state.value
      if (before.kind === 'in') state.value = { kind: 'out', expired: before.me.person.email }
    },
    async signIn(email: string, password: string, code?: string): Promise<SignedIn> {
      const answer = await api.signIn(email, password, code)
      if (answer.kind === 'failed') return { kind: 'failed', failure: answer.failure }
      if (!answer.value.done) return { kind: 'code_needed' }
      await open()
      return { kind: 'in' }
    },
    async signOut() {
      await api.signOut()
      state.value = { kind: 'out', expired: null }
    },
    choose(id: string) {
      chosen.value = id
      storage.setItem(name, id)
    },
  }
})
export type Session = InstanceType<typeof SessionModel>
