import { useSignal } from '@preact/signals'
import { roleNames, roleWords } from '../../../../shared/words/role.ts'
import { type Role, roles } from '../../../../shared/workspace/role.ts'
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { Field, fieldId } from '../../component/form/Field.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'

const days = { 1: 'one day', 7: 'a week', 30: 'a month' }

export const InviteDialog = ({ onClose }: { onClose(): void }) => {
  const { session } = useConsole()
  const { people } = useWorkspace()
  const role = useSignal<Role>('editor')
  const lasts = useSignal(7)
  const email = useSignal('')
  const isOwner = session.workspace.value?.role === 'owner'
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    await people.invite({ role: role.value, days: lasts.value, email: email.value.trim() })
    onClose()
  }
  return (
    <Dialog title="Invite somebody" onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <p class="muted">
          You get a link to hand over. Whoever opens it first comes in, so give it to nobody else.
        </p>
        <Field path="invite-role" label="As" hint={roleWords[role.value]}>
          <select
            id={fieldId('invite-role')}
            class="select"
            value={role.value}
            onChange={(event) => {
              role.value = event.currentTarget.value as Role
            }}
          >
            {roles
              .filter((one) => isOwner || one !== 'owner')
              .map((one) => (
                <option key={one} value={one}>
                  {roleNames[one]}
                </option>
              ))}
          </select>
        </Field>
        <Field path="invite-days" label="The link is good for">
          <select
            id={fieldId('invite-days')}
            class="select"
            value={lasts.value}
            onChange={(event) => {
              lasts.value = Number(event.currentTarget.value)
            }}
          >
            {Object.entries(days).map(([count, words]) => (
              <option key={count} value={count}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        {people.byMail.value && (
          <Field path="invite-email" label="Mail it to" hint="You get the link as well." isOptional>
            <input
              id={fieldId('invite-email')}
              class="input"
              type="email"
              autoComplete="off"
              value={email.value}
              onInput={(event) => {
                email.value = event.currentTarget.value
              }}
            />
          </Field>
        )}
        <div class="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit">
            Make the link
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
