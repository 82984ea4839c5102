import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { roleNames, roleWords } from '../../../../shared/words/role.ts'
import { roles } from '../../../../shared/workspace/role.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { Invitations } from './Invitations.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { MemberRow } from './MemberRow.tsx'
import { Requirement } from './Requirement.tsx'

export const PeoplePage = () => {
  const { people } = useWorkspace()
  const isInviting = useSignal(false)
  useEffect(() => void people.load(3000), [people])
  const members = people.members.value
  const made = people.made.value
  return (
    <Page
      title="People"
      words="Who works in this workspace, and what each of them may do."
      actions={
        <Button
          needs="people"
          tone="primary"
          icon="plus"
          onClick={() => {
            isInviting.value = true
          }}
        >
          Invite somebody
        </Button>
      }
    >
      <section class="card" aria-label="Members">
        {!members && <Waiting failure={people.failure.value} onRetry={people.load} />}
        <ul class="rows">
          {members?.map((member) => (
            <li key={member.id}>
              <MemberRow member={member} />
            </li>
          ))}
        </ul>
      </section>
      <Invitations />
      <Requirement />
      <section class="card" aria-labelledby="roles">
        <div class="card-head">
          <h2 id="roles">What a role may do</h2>
        </div>
        <dl class="card-body facts">
          {roles.map((role) => (
            <>
              <dt key={role}>{roleNames[role]}</dt>
              <dd>{roleWords[role]}</dd>
            </>
          ))}
        </dl>
      </section>
      {isInviting.value && (
        <InviteDialog
          onClose={() => {
            isInviting.value = false
          }}
        />
      )}
      {made && <LinkDialog {...made} />}
    </Page>
  )
}
