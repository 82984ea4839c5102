/** Says what is wrong with a token, in words. */
import { useSignal } from '@preact/signals'
import { Button } from '../../../component/button/Button.tsx'
import { controlProps, Field } from '../../../component/form/Field.tsx'
import { useWorkspace } from '../../../component/frame/context.tsx'
import { verdictHelp, verdictNames } from '../../../words/identity.ts'

const path = 'identity-token'

export const TryToken = () => {
  const { identity } = useWorkspace()
  const token = useSignal('')
  const result = identity.inspection.value
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void identity.inspect(token.value)
  }
  return (
    <details>
      <summary>Check a token</summary>
      <form class="stack" onSubmit={submit}>
        <Field path={path} label="Token" hint="It is looked at and forgotten.">
          <textarea
            {...controlProps(path)}
            class="area input mono identity-token"
            rows={3}
            required
            spellcheck={false}
            placeholder="eyJhbGciOi…"
            value={token.value}
            onInput={(event) => {
              token.value = event.currentTarget.value
              identity.forgetInspection()
            }}
          />
        </Field>
        <div>
          <Button size="small" type="submit">
            Check
          </Button>
        </div>
        <div class="stack tight" role="status">
          {result && (
            <p class="line identity-result">
              <span class={`badge ${result.verdict === 'valid' ? 'good' : 'alarm'}`}>
                {verdictNames[result.verdict]}
              </span>
              {result.verdict !== 'valid' && <span class="small">{result.words}</span>}
            </p>
          )}
          {result && <p class="hint">{verdictHelp[result.verdict]}</p>}
          {result?.claims && <pre class="code wrap">{JSON.stringify(result.claims, null, 2)}</pre>}
        </div>
      </form>
    </details>
  )
}
