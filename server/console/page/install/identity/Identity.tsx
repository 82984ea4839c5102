/** Whether pages have to prove who is on them, and how that goes. */
import { useSignal } from '@preact/signals'
import {
  type IdentityMode,
  identityModes,
  mostIdentityKeys,
} from '../../../../../shared/protocol/identity.ts'
import { Button } from '../../../component/button/Button.tsx'
import { Segments } from '../../../component/form/Segments.tsx'
import { useWorkspace } from '../../../component/frame/context.tsx'
import { useRefusal } from '../../../component/frame/rights.ts'
import { modeNames, modeWords } from '../../../words/identity.ts'
import { Checks } from './Checks.tsx'
import { EnforceDialog } from './EnforceDialog.tsx'
import { KeyRow } from './KeyRow.tsx'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { SecretDialog } from './SecretDialog.tsx'
import { Signing } from './Signing.tsx'
import { TryToken } from './TryToken.tsx'

export const Identity = () => {
  const { identity } = useWorkspace()
  const isAdding = useSignal(false)
  const isEnforcing = useSignal(false)
  const refusal = useRefusal('keys')
  const state = identity.state.data.value
  if (!state) return null
  const { mode, keys } = state
  const choose = (next: IdentityMode) => {
    if (next === mode) return
    if (next === 'enforce') isEnforcing.value = true
    else void identity.setMode(next)
  }
  return (
    <section class="card" aria-labelledby="identity">
      <div class="card-head">
        <div>
          <h2 id="identity">Identity</h2>
          <p class="hint">
            Your backend signs who is on a page, so that nobody can pose as somebody else.
          </p>
        </div>
        <Button
          needs="keys"
          icon="plus"
          size="small"
          disabled={keys.length >= mostIdentityKeys}
          onClick={() => {
            isAdding.value = true
          }}
        >
          {keys.length === 0 ? 'Add signing key' : 'Rotate'}
        </Button>
      </div>
      <div class="card-body identity-mode">
        <fieldset disabled={refusal !== null}>
          <Segments
            key={`${mode} ${isEnforcing.value}`}
            label="What is asked of pages"
            value={mode}
            options={identityModes.map((value) => ({ value, text: modeNames[value] }))}
            onChange={choose}
          />
        </fieldset>
        {refusal && <p class="hint">{refusal}</p>}
        <p class="hint">{modeWords[mode]}</p>
        {keys.length === 0 && mode !== 'off' && (
          <p class="notice">There is no signing key: no token can be valid. Add one.</p>
        )}
        {mode !== 'off' && <Checks />}
      </div>
      {keys.length > 0 && (
        <ul class="rows identity-keys">
          {keys.map((key) => (
            <li key={key.id}>
              <KeyRow record={key} />
            </li>
          ))}
        </ul>
      )}
      {keys.length > 0 && (
        <div class="card-body identity-more">
          {keys.length === mostIdentityKeys && (
            <p class="hint">
              Both keys are valid. Revoke the old one when your backend signs with the new one.
            </p>
          )}
          <Signing />
          <TryToken />
        </div>
      )}
      {isAdding.value && (
        <NewKeyDialog
          onClose={() => {
            isAdding.value = false
          }}
        />
      )}
      {isEnforcing.value && (
        <EnforceDialog
          onClose={() => {
            isEnforcing.value = false
          }}
        />
      )}
      {identity.made.value && <SecretDialog />}
    </section>
  )
}
