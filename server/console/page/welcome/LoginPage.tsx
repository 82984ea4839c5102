import { useSignal } from '@preact/signals'
import { Button } from '../../component/button/Button.tsx'
import { TextField } from '../../component/form/TextField.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { failureInWords } from '../../words/failure.ts'
import { CodeForm } from './CodeForm.tsx'
import { FaultNotice } from './FaultNotice.tsx'
import { Welcome } from './Welcome.tsx'

export const LoginPage = ({ expired }: { expired: string | null }) => {
  const { session, router } = useConsole()
  const email = useSignal(expired ?? '')
  const password = useSignal('')
  const fault = useSignal<string | null>(null)
  const isBusy = useSignal(false)
  /** The password is right, and the second factor is asked for. */
  const isHalfIn = useSignal(false)
  const enter = async (code?: string) => {
    isBusy.value = true
    fault.value = null
    const answer = await session.signIn(email.value.trim(), password.value, code)
    isBusy.value = false
    switch (answer.kind) {
      case 'in':
        if (router.place.value.screen.name === 'login') router.go('/', { replace: true })
        return
      case 'code_needed':
        isHalfIn.value = true
        return
      case 'failed': {
        const { failure } = answer
        const isWrong = failure.code === 'unauthenticated'
        // Without Brim's secret of then no code can be right, and its own words say what helps.
        const words = failure.code === 'conflict' ? failure.message : failureInWords(failure)
        const wrong = code
          ? 'This code is wrong, or was used already. Wait for the next one.'
          : 'This e-mail and password don’t belong together.'
        fault.value = isWrong ? wrong : words
        return
      }
      default:
        answer satisfies never
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void enter()
  }
  if (isHalfIn.value) {
    const back = () => {
      isHalfIn.value = false
      fault.value = null
    }
    return <CodeForm fault={fault.value} isBusy={isBusy.value} onCode={enter} onBack={back} />
  }
  return (
    <Welcome
      title="Log in"
      words={
        expired !== null
          ? 'Your session has ended. Log in and go on where you were; nothing you typed is lost.'
          : 'To your workspace.'
      }
    >
      <form class="stack" onSubmit={submit}>
        <TextField
          path="email"
          label="E-mail"
          attributes={{ type: 'email', autoComplete: 'username' }}
          value={email.value}
          onText={(text) => {
            email.value = text
          }}
        />
        <TextField
          path="password"
          label="Password"
          attributes={{ type: 'password', autoComplete: 'current-password' }}
          value={password.value}
          onText={(text) => {
            password.value = text
          }}
        />
        <FaultNotice fault={fault.value} />
        <Button tone="primary" type="submit" disabled={isBusy.value}>
          {isBusy.value ? 'Logging in…' : 'Log in'}
        </Button>
        {/* Whose session ended keeps what they typed only while they stay here. */}
        {expired === null && <Link to="/forgot">Forgot your password?</Link>}
      </form>
    </Welcome>
  )
}
