import { useSignal } from '@preact/signals'
import { Button } from '../../component/Button.tsx'
import { useConsole } from '../../component/context.tsx'
import { controlProps, Field } from '../../component/Field.tsx'
import { Icon } from '../../component/Icon.tsx'
import { failureInWords } from '../../words/failure.ts'
import { Welcome } from './Welcome.tsx'

export const LoginPage = ({ isExpired }: { isExpired: boolean }) => {
  const { session, router } = useConsole()
  const email = useSignal('')
  const password = useSignal('')
  const fault = useSignal<string | null>(null)
  const isBusy = useSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    isBusy.value = true
    fault.value = null
    const failure = await session.signIn(email.value.trim(), password.value)
    isBusy.value = false
    if (!failure) {
      if (router.place.value.screen.name === 'login') router.go('/', { replace: true })
      return
    }
    fault.value =
      failure.code === 'unauthenticated'
        ? 'This email and password don’t belong together.'
        : failureInWords(failure)
  }
  return (
    <Welcome
      title="Log in"
      words={
        isExpired
          ? 'Your session has ended. Log in and go on where you were; nothing you typed is lost.'
          : 'To your workspace.'
      }
    >
      <form class="stack" onSubmit={submit}>
        <Field path="email" label="Email">
          <input
            {...controlProps('email')}
            class="input"
            type="email"
            autoComplete="username"
            required
            value={email.value}
            onInput={(event) => {
              email.value = event.currentTarget.value
            }}
          />
        </Field>
        <Field path="password" label="Password">
          <input
            {...controlProps('password')}
            class="input"
            type="password"
            autoComplete="current-password"
            required
            value={password.value}
            onInput={(event) => {
              password.value = event.currentTarget.value
            }}
          />
        </Field>
        {fault.value && (
          <p class="notice alarm" role="alert">
            <Icon name="alert" />
            {fault.value}
          </p>
        )}
        <Button tone="primary" type="submit" disabled={isBusy.value}>
          {isBusy.value ? 'Logging in…' : 'Log in'}
        </Button>
      </form>
    </Welcome>
  )
}
