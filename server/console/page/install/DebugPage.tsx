/** A link that opens the debug panel on a page, for one who may be told why. */
import { useState } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Code } from '../../component/mark/Code.tsx'
import { debugLink } from './snippet.ts'

export const DebugPage = () => {
  const { install } = useWorkspace()
  const [page, setPage] = useState<string>()
  const made = install.debugCode.value
  const origin = install.publishable.value?.origins.find((one) => !one.includes('*'))
  const address = page ?? `${origin ?? 'https://app.example.com'}/`
  return (
    <section class="card" aria-labelledby="debug-page">
      <div class="card-head">
        <div>
          <h2 id="debug-page">Debug a page</h2>
          <p class="hint">
            The panel says who is there, what is armed and, for each nudge, what lets it through or
            stops it. Good for an hour, for whoever has the link.
          </p>
        </div>
      </div>
      <div class="card-body stack">
        <Field path="debug-address" label="Page of your product">
          <input
            {...controlProps('debug-address')}
            class="input"
            type="url"
            value={address}
            onInput={(event) => setPage(event.currentTarget.value)}
          />
        </Field>
        {made ? (
          <Code text={debugLink(address, made.code)} what="the debug link" />
        ) : (
          <p>
            <Button onClick={install.makeDebugCode}>Make a debug link</Button>
          </p>
        )}
      </div>
    </section>
  )
}
