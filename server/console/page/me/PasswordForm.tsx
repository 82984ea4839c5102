import { useSignal } from '@preact/signals'
import { Button } from '../../component/button/Button.tsx'
import { TextField } from '../../component/form/TextField.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { failureInWords } from '../../words/failure.ts'

const fields = [
  { name: 'current', label: 'The password you have', autoComplete: 'current-password' },
  {
    name: 'next',
    label: 'The new one',
    autoComplete: 'new-password',
    hint: 'At least 8 characters.',
  },
] as const
const blank = { current: '', next: '' }

export const PasswordForm = () => {
  const { api, toasts } = useConsole()
  const values = useSignal(blank)
  const fault = useSignal<{ path: string; message: string } | null>(null)
  const isBusy = useSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    isBusy.value = true
    const { current, next } = values.value
    const answer = await api.changePassword(current, next)
    isBusy.value = false
    if (answer.kind === 'failed') {
      const [issue] = answer.failure.issues
      fault.value = {
        path: issue?.path === 'newPassword' ? 'next' : 'current',
        message: issue?.message ?? failureInWords(answer.failure),
      }
      return
    }
    fault.value = null
    values.value = blank
    toasts.say('The password is changed; everywhere else you are signed out')
  }
  return (
    <section class="card" aria-labelledby="password">
      <div class="card-head">
        <div>
          <h2 id="password">Password</h2>
          <p class="hint">A new one signs you out everywhere but here.</p>
        </div>
      </div>
      <form class="card-body stack narrow-form" onSubmit={submit}>
        {fields.map(({ name, autoComplete, ...field }) => (
          <TextField
            key={name}
            path={name}
            {...field}
            attributes={{ type: 'password', autoComplete }}
            issues={fault.value?.path === name ? [fault.value] : []}
            value={values.value[name]}
            onText={(text) => {
              values.value = { ...values.value, [name]: text }
            }}
          />
        ))}
        <div>
          <Button tone="primary" type="submit" disabled={isBusy.value}>
            Change the password
          </Button>
        </div>
      </form>
    </section>
  )
}
