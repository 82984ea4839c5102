/** The people of a workspace: their roles, and the links that let others in. */
import { computed, createModel, signal } from '@preact/signals'
import type { Role } from '../../../shared/role.ts'
import { roleNames } from '../../../shared/words/role.ts'
import type { WorkspaceApi } from '../api.ts'
import type { Invitation, Member, People } from '../contract.ts'
import { failureInWords } from '../words/failure.ts'
import { createResource } from './resource.ts'
import type { Toasts } from './toasts.ts'

export const PeopleModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const all = createResource<People>(api.people)
  /** A link that was just made: it is told once. */
  const made = signal<{ token: string; expiresAt: number; role: Role } | null>(null)

  const put = (change: (people: People) => People) => {
    const known = all.data.peek()
    if (known) all.set(change(known))
  }
  const withRole = (id: string, role: Role) =>
    put(({ members, ...rest }) => ({
      ...rest,
      members: members.map((one) => (one.id === id ? { ...one, role } : one)),
    }))
  /** Shown at once, taken back if the server refuses. */
  const become = async ({ id, role: before }: Member, role: Role): Promise<boolean> => {
    withRole(id, role)
    const answer = await api.setRole(id, role)
    if (answer.kind === 'ok') return true
    withRole(id, before)
    toasts.say(failureInWords(answer.failure))
    return false
  }

  return {
    members: computed(() => all.data.value?.members),
    invitations: computed(() => all.data.value?.invitations ?? []),
    failure: all.failure,
    load: all.load,
    made,
    async setRole(member: Member, role: Role) {
      if (!(await become(member, role))) return
      toasts.say(`${member.name} is ${roleNames[role].toLowerCase()} now`, {
        label: 'Undo',
        run: () => void become({ ...member, role }, member.role),
      })
    },
    async remove({ id, name }: Member) {
      const answer = await api.removeMember(id)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      put(({ members, ...rest }) => ({ ...rest, members: members.filter((one) => one.id !== id) }))
      toasts.say(`${name} is no member any more, from this moment on`)
    },
    async invite(role: Role, days: number) {
      const answer = await api.invite(role, days)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      made.value = { ...answer.value, role }
      await all.load()
    },
    async revoke({ id }: Invitation) {
      const answer = await api.revokeInvitation(id)
      if (answer.kind === 'failed') toasts.say(failureInWords(answer.failure))
      await all.load()
    },
    forgetMade() {
      made.value = null
    },
  }
})
export type PeopleOfWorkspace = InstanceType<typeof PeopleModel>
