/** Coming in by an invitation: as who one is, or as somebody new. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { roleNames, roleWords } from '../../../../shared/words/role.ts'
import { Button } from '../../component/button/Button.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import type { Invited } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { FaultNotice } from './FaultNotice.tsx'
import { NewPerson } from './NewPerson.tsx'
import { Welcome } from './Welcome.tsx'

export const JoinPage = () => {
  const { api, session, router } = useConsole()
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
  const invited = useSignal<Invited | null>(null)
  const fault = useSignal<string | null>(null)
  const issues = useSignal<Issue[]>([])
  const values = useSignal({ name: '', email: '', password: '' })
  useEffect(() => {
    void api.invited(token).then((answer) => {
      if (answer.kind === 'ok') invited.value = answer.value
      else fault.value = wordsOf(answer.failure)
    })
  }, [api, token])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const person = invited.value?.person
    const answer = await api.join(token, person ? undefined : values.value)
    if (answer.kind === 'failed') {
      issues.value = answer.failure.issues.map(({ path, message }) => ({
        path: path.replace('newcomer.', ''),
        message,
      }))
      fault.value = issues.value.length > 0 ? null : wordsOf(answer.failure)
      return
    }
    const { email, password } = values.value
    session.choose(answer.value.workspace)
    if (person) await session.open()
    else await session.signIn(email, password)
    router.go('/', { replace: true })
  }
  const found = invited.value
  if (!found) {
    return (
      <Welcome title="Join a workspace" words={fault.value ?? 'Looking at your invitation…'}>
        {fault.value && <a href={router.href('/')}>Log in instead</a>}
      </Welcome>
    )
  }
  const { workspace, role, by, person } = found
  return (
    <Welcome
      title={`Join ${workspace}`}
      words={`${by} invites you as ${roleNames[role].toLowerCase()}. ${roleWords[role]}`}
    >
      <form class="stack" onSubmit={submit}>
        {person ? (
          <p>
            You are logged in as <strong>{person.email}</strong>.
          </p>
        ) : (
          <NewPerson
            values={values}
            issues={issues.value}
            onChange={(next) => {
              values.value = next
            }}
          />
        )}
        <FaultNotice fault={fault.value} />
        <Button tone="primary" type="submit">
          Join {workspace}
        </Button>
      </form>
    </Welcome>
  )
}

/** Of an invitation the server's own words say more than "forbidden" does. */
const wordsOf = (failure: Parameters<typeof failureInWords>[0]) =>
  ['forbidden', 'conflict'].includes(failure.code) ? failure.message : failureInWords(failure)
