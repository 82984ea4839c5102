/** The secret for the app, and the first code that it shows. */
import { useSignal } from '@preact/signals'
import { Button } from '../../component/button/Button.tsx'
import { CopyButton } from '../../component/button/CopyButton.tsx'
import { TextField } from '../../component/form/TextField.tsx'
import { QrCode } from '../../component/mark/QrCode.tsx'
import type { NewSecondFactor } from '../../contract.ts'
import type { OwnSecondFactorState } from '../../model/person/own-second-factor.ts'

type Props = {
  shown: NewSecondFactor
  factor: OwnSecondFactorState
  onCancel: (() => void) | undefined
}

export const AppStep = ({ shown, factor, onCancel }: Props) => {
  const code = useSignal('')
  const fault = factor.fault.value
  const issues = fault ? [{ path: 'second-factor-code', message: fault }] : []
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    await factor.confirmCode(code.value)
  }
  return (
    <form class="stack" onSubmit={submit}>
      <div class="factor-app">
        <QrCode text={shown.uri} label="QR code for your authenticator app" />
        <div class="stack">
          <p>
            Scan it with an authenticator app, such as Google Authenticator, 1Password or Aegis.
          </p>
          <div class="stack tight">
            <p class="hint">No camera? Type this key into the app instead:</p>
            <div class="line">
              <code class="factor-secret">{inFours(shown.secret)}</code>
              <CopyButton text={shown.secret} what="the key" />
            </div>
          </div>
          <TextField
            path="second-factor-code"
            label="The code that the app shows"
            hint="Six digits, new each half minute."
            issues={issues}
            isCode
            attributes={{ inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 7 }}
            value={code.value}
            onText={(text) => {
              code.value = text
            }}
          />
          <div class="line">
            <Button tone="primary" type="submit" disabled={factor.isBusy.value}>
              Turn it on
            </Button>
            {onCancel && <Button onClick={onCancel}>Cancel</Button>}
          </div>
        </div>
      </div>
    </form>
  )
}

const inFours = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
