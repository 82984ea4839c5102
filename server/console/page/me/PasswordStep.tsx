/** The password once more: a session that somebody else has got hold of is not enough. */
import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { TextField } from '../../component/form/TextField.tsx'
import type { Asked, OwnSecondFactorState } from '../../model/person/own-second-factor.ts'

const words: Record<Asked, { hint: string; button: string }> = {
  set_up: { hint: 'To be sure that it is you.', button: 'Go on' },
  new_codes: { hint: 'The codes you have now stop working.', button: 'Make new codes' },
  turn_off: {
    hint: 'Your password alone is enough then, and you are signed out everywhere else.',
    button: 'Turn it off',
  },
}

type Props = {
  to: Asked
  factor: OwnSecondFactorState
  onCancel: (() => void) | undefined
  onRight(): unknown
}

export const PasswordStep = ({ to, factor, onCancel, onRight }: Props) => {
  const password = useSignal('')
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.focus(), [])
  const fault = factor.fault.value
  const issues = fault ? [{ path: 'second-factor-password', message: fault }] : []
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await factor.confirmPassword(password.value)) onRight()
  }
  return (
    <form class="stack narrow-form" onSubmit={submit}>
      <TextField
        path="second-factor-password"
        label="Your password"
        hint={words[to].hint}
        issues={issues}
        attributes={{ type: 'password', autoComplete: 'current-password' }}
        input={input}
        value={password.value}
        onText={(text) => {
          password.value = text
        }}
      />
      <div class="line">
        <Button
          tone={to === 'turn_off' ? 'danger' : 'primary'}
          type="submit"
          disabled={factor.isBusy.value}
        >
          {words[to].button}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  )
}
