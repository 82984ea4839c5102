/** One member: who they are, their role, and taking them out. */
import { useSignal } from '@preact/signals'
import { roleNames } from '../../../../shared/words/role.ts'
import { may, type Role, roles } from '../../../../shared/workspace/role.ts'
import { Button } from '../../component/button/Button.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Time } from '../../component/mark/Time.tsx'
import type { Member } from '../../contract.ts'

export const MemberRow = ({ member }: { member: Member }) => {
  const { session } = useConsole()
  const { people } = useWorkspace()
  /** What is about to be taken from them; neither can be undone. */
  const sure = useSignal<'member' | 'factor' | null>(null)
  const ask = (what: typeof sure.value) => {
    sure.value = what
  }
  const state = session.state.value
  const own = session.workspace.value?.role as Role | undefined
  const isSelf = state.kind === 'in' && state.me.person.id === member.id
  // Who owns the workspace is the owners' to say.
  const isOwner = own === 'owner'
  const mayChange = own !== undefined && may(own, 'people') && (isOwner || member.role !== 'owner')
  return (
    <div class="row member-row">
      <span class="row-words">
        <span class="line">
          <span class="row-title">{member.name}</span>
          {isSelf && <span class="badge plain">You</span>}
          {member.hasSecondFactor && <span class="badge good">Second factor</span>}
        </span>
        <span class="row-sub">
          <span class="truncate">{member.email}</span>
          <span>
            here since <Time at={member.createdAt} />
          </span>
        </span>
      </span>
      {mayChange ? (
        <select
          class="select auto"
          aria-label={`Role of ${member.name}`}
          value={member.role}
          onChange={(event) => void people.setRole(member, event.currentTarget.value as Role)}
        >
          {roles
            .filter((role) => isOwner || role !== 'owner')
            .map((role) => (
              <option key={role} value={role}>
                {roleNames[role]}
              </option>
            ))}
        </select>
      ) : (
        <span class="badge plain">{roleNames[member.role]}</span>
      )}
      {mayChange && (
        <span class="line">
          {sure.value === null ? (
            <>
              {member.hasSecondFactor && !isSelf && (
                <Button size="small" tone="quiet" onClick={() => ask('factor')}>
                  Phone lost<span class="visually-hidden">: {member.name}</span>
                </Button>
              )}
              <Button size="small" tone="quiet" onClick={() => ask('member')}>
                Remove<span class="visually-hidden"> {member.name}</span>
              </Button>
            </>
          ) : (
            <>
              <Button
                tone="danger"
                size="small"
                onClick={() => {
                  if (sure.value === 'member') void people.remove(member)
                  else void people.removeSecondFactor(member)
                  ask(null)
                }}
              >
                {sure.value === 'member' ? 'Take out' : 'Remove their second factor'}
              </Button>
              <Button size="small" tone="quiet" onClick={() => ask(null)}>
                Keep
              </Button>
            </>
          )}
        </span>
      )}
    </div>
  )
}
