/** Where the link for a new password leads. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { TextField } from '../../component/form/TextField.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { failureInWords } from '../../words/failure.ts'
import { Welcome } from './Welcome.tsx'

export const ResetPage = () => {
  const { api, session, router, toasts } = useConsole()
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
  const whose = useSignal<string | null>(null)
  const refusal = useSignal<string | null>(null)
  const fault = useSignal<string | null>(null)
  const password = useSignal('')
  useEffect(() => {
    void api.resetOf(token).then((answer) => {
      if (answer.kind === 'ok') whose.value = answer.value.email
      else refusal.value = wordsOf(answer.failure)
    })
  }, [api, token, whose, refusal])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const answer = await api.resetPassword(token, password.value)
    if (answer.kind === 'failed') {
      const [issue] = answer.failure.issues
      if (issue) fault.value = issue.message
      else refusal.value = wordsOf(answer.failure)
      return
    }
    toasts.say('Your password is changed: log in with it')
    // Whoever was signed in here as the same person is so no more.
    await session.open()
    router.go('/login', { replace: true })
  }
  if (whose.value === null || refusal.value !== null) {
    return (
      <Welcome title="A new password" words={refusal.value ?? 'Looking at your link…'}>
        {refusal.value && <Link to="/forgot">Ask for a new link</Link>}
      </Welcome>
    )
  }
  const issues = fault.value ? [{ path: 'password', message: fault.value }] : []
  return (
    <Welcome
      // What waited for the address had no field that takes the focus.
      key="known"
      title="A new password"
      words={
        <>
          For <strong>{whose.value}</strong>. You are signed out everywhere with it.
        </>
      }
    >
      <form class="stack" onSubmit={submit}>
        {/* For whoever keeps passwords, to know whose it is. */}
        <input
          class="visually-hidden"
          type="email"
          autoComplete="username"
          aria-label="E-mail"
          tabIndex={-1}
          readOnly
          value={whose.value}
        />
        <TextField
          path="password"
          label="New password"
          hint="At least 8 characters."
          attributes={{ type: 'password', autoComplete: 'new-password' }}
          issues={issues}
          value={password.value}
          onText={(text) => {
            password.value = text
          }}
        />
        <Button tone="primary" type="submit">
          Change the password
        </Button>
      </form>
    </Welcome>
  )
}

/** Of a link the server's own words say more than "forbidden" does. */
const wordsOf = (failure: Parameters<typeof failureInWords>[0]) =>
  failure.code === 'forbidden' ? `${failure.message}.` : failureInWords(failure)
