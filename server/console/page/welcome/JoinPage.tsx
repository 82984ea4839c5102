/** Coming in by an invitation: as who one is, or as somebody new. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Issue } from '../../../../shared/error.ts'
import { roleNames, roleWords } from '../../../../shared/words/role.ts'
import { Button } from '../../component/Button.tsx'
import { useConsole } from '../../component/context.tsx'
import { controlProps, Field } from '../../component/Field.tsx'
import { Icon } from '../../component/Icon.tsx'
import type { Invited } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { Welcome } from './Welcome.tsx'

const fields = [
  { name: 'name', label: 'Your name', attributes: { type: 'text', autoComplete: 'name' } },
  { name: 'email', label: 'Email', attributes: { type: 'email', autoComplete: 'username' } },
  {
    name: 'password',
    label: 'Password',
    attributes: { type: 'password', autoComplete: 'new-password' },
  },
] as const

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
          fields.map(({ name, label, attributes }) => {
            const faults = issues.value.filter((issue) => issue.path === name)
            return (
              <Field key={name} path={name} label={label} issues={faults}>
                <input
                  {...controlProps(name, faults)}
                  class="input"
                  {...attributes}
                  required
                  value={values.value[name]}
                  onInput={(event) => {
                    values.value = { ...values.value, [name]: event.currentTarget.value }
                  }}
                />
              </Field>
            )
          })
        )}
        {fault.value && (
          <p class="notice alarm" role="alert">
            <Icon name="alert" />
            {fault.value}
          </p>
        )}
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
