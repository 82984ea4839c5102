/** What is kept, and who is told. */
import { DurationInput } from '../../component/DurationInput.tsx'
import { controlProps, Field } from '../../component/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'
import type { RuleProps } from './Attention.tsx'

export const Records = ({ rules, settings }: RuleProps) => {
  const at = (path: string) => issuesAt(rules.issues.value, path)
  const { keepEvents, webhook } = settings
  return (
    <Section title="Records" words="How long events are kept, and where your backend is told.">
      <div class="fields">
        <Field
          path="keepEvents"
          label="Events are kept for"
          issues={at('keepEvents')}
          hint="30 days at least. A trigger can look back no further; what caps and results need stays."
        >
          <DurationInput
            path="keepEvents"
            label="Events are kept"
            value={keepEvents}
            onChange={(value) => rules.set('keepEvents', value)}
          />
        </Field>
        <Field
          path="webhook.url"
          label="Webhook"
          issues={at('webhook')}
          isOptional
          hint="Told when a trial begins and ends, signed; its secret comes from GET /v1/webhook."
        >
          <input
            {...controlProps('webhook.url', at('webhook'))}
            class="input mono"
            type="url"
            maxLength={2048}
            spellcheck={false}
            placeholder="https://api.example.com/brim"
            value={webhook?.url ?? ''}
            onInput={(event) => {
              const url = event.currentTarget.value.trim()
              rules.set('webhook', url === '' ? null : { url })
            }}
          />
        </Field>
      </div>
    </Section>
  )
}
