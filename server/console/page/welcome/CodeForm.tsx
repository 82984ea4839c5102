/** The second step of logging in: a code of the app, or of backup. */
import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { TextField } from '../../component/form/TextField.tsx'
import { FaultNotice } from './FaultNotice.tsx'
import { Welcome } from './Welcome.tsx'

type Props = {
  fault: string | null
  isBusy: boolean
  onCode(code: string): unknown
  onBack(): void
}

const ofApp = {
  label: 'Code',
  hint: 'Six digits, from your authenticator app.',
  other: 'Use a backup code instead',
  attributes: { inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 7 },
} as const
const ofBackup = {
  label: 'Backup code',
  hint: 'One of the ten that you kept. It works once.',
  other: 'Use your app instead',
  attributes: { autoComplete: 'off', spellcheck: false, maxLength: 20 },
} as const

export const CodeForm = ({ fault, isBusy, onCode, onBack }: Props) => {
  const code = useSignal('')
  const isBackup = useSignal(false)
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.focus(), [isBackup.value])
  const { label, hint, other, attributes } = isBackup.value ? ofBackup : ofApp
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    await onCode(code.value)
    code.value = ''
    input.current?.focus()
  }
  return (
    <Welcome title="Your second factor" words="One more step, to be sure that it is you.">
      <form class="stack" onSubmit={submit}>
        <TextField
          key={label}
          path="code"
          label={label}
          hint={hint}
          isCode
          input={input}
          attributes={attributes}
          value={code.value}
          onText={(text) => {
            code.value = text
          }}
        />
        <FaultNotice fault={fault} />
        <Button tone="primary" type="submit" disabled={isBusy}>
          {isBusy ? 'Logging in…' : 'Log in'}
        </Button>
        <div class="line">
          <Button
            size="small"
            tone="quiet"
            onClick={() => {
              isBackup.value = !isBackup.value
              code.value = ''
            }}
          >
            {other}
          </Button>
          <Button size="small" tone="quiet" onClick={onBack}>
            Start over
          </Button>
        </div>
        {isBackup.value && (
          <p class="hint">
            Neither phone nor codes? Ask an owner or admin of your workspace, or whoever runs Brim.
          </p>
        )}
      </form>
    </Welcome>
  )
}
