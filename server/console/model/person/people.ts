/** The people of a workspace: their roles, and the links that let others in. */
import { computed, createModel, signal } from '@preact/signals'
import { roleNames } from '../../../../shared/words/role.ts'
import type { Role } from '../../../../shared/workspace/role.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { Invitation, Member, NewInvitation, People } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

export type Made = NewInvitation & { role: Role; email: string }

export const PeopleModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const all = createResource<People>(api.people)
  /** A link that was just made: it is told once. */
  const made = signal<Made | null>(null)

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
    requiresSecondFactor: computed(() => all.data.value?.requiresSecondFactor ?? false),
    byMail: computed(() => all.data.value?.byMail ?? false),
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
    /** For who has lost their phone. */
    async removeSecondFactor({ id, name }: Member) {
      const answer = await api.removeSecondFactor(id)
      if (answer.kind === 'failed') return toasts.say(answer.failure.message)
      put(({ members, ...rest }) => ({
        ...rest,
        members: members.map((one) => (one.id === id ? { ...one, hasSecondFactor: false } : one)),
      }))
      toasts.say(`${name} comes in with the password alone, and sets up a new second factor`)
    },
    async requireSecondFactor(isRequired: boolean) {
      const answer = await api.requireSecondFactor(isRequired)
      if (answer.kind === 'failed') return toasts.say(answer.failure.message)
      put((people) => ({ ...people, requiresSecondFactor: isRequired }))
      toasts.say(
        isRequired
          ? 'From now on everybody here needs a second factor'
          : 'A second factor is everybody’s own choice again',
      )
    },
    async invite({ role, days, email }: { role: Role; days: number; email: string }) {
      const answer = await api.invite(role, days, email || undefined)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      made.value = { ...answer.value, role, email }
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
