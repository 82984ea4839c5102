/** The first visit, by the one-time link that the server printed: person, workspace, keys. */
import { useSignal } from '@preact/signals'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Button } from '../../component/button/Button.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import type { SetupAnswer } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { FaultNotice } from './FaultNotice.tsx'
import { NewPerson } from './NewPerson.tsx'
import { SetupDone } from './SetupDone.tsx'
import { Welcome } from './Welcome.tsx'

export const SetupPage = () => {
  const { api, session } = useConsole()
  const values = useSignal({ name: '', email: '', password: '', workspace: '' })
  const issues = useSignal<Issue[]>([])
  const fault = useSignal<string | null>(null)
  const answer = useSignal<SetupAnswer | null>(null)
  // In the hash, so that it stands in no log: `#token=…`
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { email, password } = values.value
    const result = await api.setup({ token, ...values.value })
    if (result.kind === 'failed') {
      issues.value = result.failure.issues
      fault.value = result.failure.issues.length > 0 ? null : failureInWords(result.failure)
      if (result.failure.code === 'forbidden') fault.value = result.failure.message
      return
    }
    answer.value = result.value
    await session.signIn(email, password)
  }
  if (answer.value) return <SetupDone answer={answer.value} />
  if (token === '') {
    return (
      <Welcome
        title="Set up Brim"
        words="Open the one-time link that the server printed when it started: its last part is what lets you in."
      >
        <a href="/console">Log in instead</a>
      </Welcome>
    )
  }
  return (
    <Welcome title="Set up Brim" words="You are the first here. One minute, then the snippet.">
      <form class="stack" onSubmit={submit}>
        <NewPerson
          values={values}
          issues={issues.value}
          onChange={(next) => {
            values.value = next
          }}
        />
        <FaultNotice fault={fault.value} />
        <Button tone="primary" type="submit">
          Create the workspace
        </Button>
      </form>
    </Welcome>
  )
}
