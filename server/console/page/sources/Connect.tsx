/** What to paste into the tool. */
import { isServerOnly, isWebhook } from '../../../../shared/event/source.ts'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import { Code } from '../../component/mark/Code.tsx'
import type { Source } from '../../contract.ts'
import { senderHints, senderWords } from '../../words/source.ts'
import { Section } from '../editor/Section.tsx'
import { recipeOf } from './recipes.ts'

export const Connect = ({ source }: { source: Source }) => {
  const { sources } = useWorkspace()
  const refusal = useRefusal('keys')
  const { vendor, sender, text } = source
  const isWhole = !text.includes('…')
  const key = isWhole ? text : '<write key>'
  const recipe = recipeOf[vendor][sender]({ origin: window.location.origin, key })
  return (
    <Section title="Connect it" words={recipe.words}>
      <Field path="source-called" label="Name">
        <input
          {...controlProps('source-called')}
          class="input source-name"
          maxLength={60}
          disabled={refusal !== null}
          value={source.name}
          onChange={({ currentTarget }) => {
            const name = currentTarget.value.trim()
            if (name !== '' && name !== source.name) void sources.rename(source, name)
          }}
        />
      </Field>
      <div class="stack tight">
        <p class="field-label">Address</p>
        <Code text={recipe.address} what="the address" />
      </div>
      {!isWebhook(vendor) && (
        <div class="stack tight">
          <p class="field-label">Write key</p>
          {isWhole ? (
            <Code text={text} what="the write key" />
          ) : (
            <p>
              <code>{text}</code>{' '}
              <span class="muted small">
                was shown when it was made. Lost it? Make another source and revoke this one.
              </span>
            </p>
          )}
        </div>
      )}
      {recipe.code && (
        <details open={source.lastUsedAt === null}>
          <summary>{recipe.called ?? 'In code'}</summary>
          <Code text={recipe.code} what="the code" />
        </details>
      )}
      {!isServerOnly(vendor) && (
        <p class="hint">
          {senderWords[sender]} {sender === 'server' ? 'sends' : 'send'}. {senderHints[sender]}
        </p>
      )}
    </Section>
  )
}
