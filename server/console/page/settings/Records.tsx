/** What is kept. */
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { Field } from '../../component/form/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'
import type { RuleProps } from './Attention.tsx'

export const Records = ({ rules, settings }: RuleProps) => {
  const at = (path: string) => issuesAt(rules.issues.value, path)
  const { keepEvents } = settings
  return (
    <Section title="Records" words="How long events are kept.">
      <div class="fields">
        <Field
          path="keepEvents"
          label="Events are kept for"
          issues={at('keepEvents')}
          hint="30 days at least. A trigger can look back no further; what caps and results need stays."
        >
          <DurationInput
            path="keepEvents"
            label="Events are kept for"
            issues={at('keepEvents')}
            value={keepEvents}
            onChange={(value) => rules.set('keepEvents', value)}
          />
        </Field>
      </div>
    </Section>
  )
}
