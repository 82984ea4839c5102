/** A forgotten password: a link by mail, where Brim can send one. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { TextField } from '../../component/form/TextField.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { failureInWords } from '../../words/failure.ts'
import { Welcome } from './Welcome.tsx'

const title = 'A new password'

export const ForgotPage = () => {
  const { api } = useConsole()
  const byMail = useSignal<boolean | null>(null)
  const email = useSignal('')
  const sentTo = useSignal<string | null>(null)
  const fault = useSignal<string | null>(null)
  useEffect(() => {
    void api.forgotWays().then((answer) => {
      if (answer.kind === 'ok') byMail.value = answer.value.byMail
      else fault.value = failureInWords(answer.failure)
    })
  }, [api, byMail, fault])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const to = email.value.trim()
    const answer = await api.forgotPassword(to)
    if (answer.kind === 'ok') sentTo.value = to
    else fault.value = answer.failure.issues[0]?.message ?? failureInWords(answer.failure)
  }
  const back = <Link to="/login">Back to the login</Link>
  if (sentTo.value !== null) {
    return (
      <Welcome
        title="Look into your mail"
        words={
          <>
            If somebody is here as <strong>{sentTo.value}</strong>, a link is on its way. It is good
            for an hour.
          </>
        }
      >
        {back}
      </Welcome>
    )
  }
  if (!byMail.value) {
    const words =
      byMail.value === false
        ? 'This Brim sends no mail. Ask whoever runs it for a link: they get one with the command below.'
        : (fault.value ?? 'One moment…')
    return (
      <Welcome title={title} words={words}>
        {byMail.value === false && <pre class="code wrap">brim reset-password you@example.com</pre>}
        {back}
      </Welcome>
    )
  }
  const issues = fault.value ? [{ path: 'email', message: fault.value }] : []
  return (
    <Welcome title={title} words="You get a link by mail with which you choose one.">
      <form class="stack" onSubmit={submit}>
        <TextField
          path="email"
          label="E-mail"
          attributes={{ type: 'email', autoComplete: 'username' }}
          issues={issues}
          value={email.value}
          onText={(text) => {
            email.value = text
          }}
        />
        <Button tone="primary" type="submit">
          Send me a link
        </Button>
        {back}
      </form>
    </Welcome>
  )
}
