/** Who sees prompts at all, and who may buy. */
import { useSignal } from '@preact/signals'
import type { Settings } from '../../../../shared/workspace/settings.ts'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'
import type { RuleProps } from './Attention.tsx'

const consentWords: Record<Settings['consent'], string> = {
  assumed: 'Prompts are shown until somebody refuses. Who has refused sees none.',
  required: 'Nobody sees a prompt before they have agreed. Who has refused sees none.',
}

export const People = ({ rules, settings }: RuleProps) => {
  const at = (path: string) => issuesAt(rules.issues.value, path)
  const { consent, holdout, buyerRoles } = settings
  /** As it was typed, with the empty line at its end. */
  const typed = useSignal<string | null>(null)
  return (
    <Section title="People" words="Who sees prompts, and who may buy.">
      <div class="stack tight">
        <span class="field-label" aria-hidden="true">
          Consent
        </span>
        <Segments
          label="Consent"
          value={consent}
          options={[
            { value: 'assumed', text: 'Assumed' },
            { value: 'required', text: 'Asked for first' },
          ]}
          onChange={(next) => rules.set('consent', next)}
        />
        <p class="hint">{consentWords[consent]}</p>
      </div>
      <div class="fields">
        <Field
          path="holdout"
          label="Holdout"
          issues={at('holdout')}
          aside={<span class="hint">{percentText(holdout)} of accounts</span>}
          hint="Measured and never nudged, so that you see what Brim really earns. An account stays in it; more only adds accounts."
        >
          <input
            {...controlProps('holdout', at('holdout'))}
            class="input number"
            type="number"
            min="0"
            max="50"
            step="0.5"
            value={Number.isNaN(holdout) ? '' : round(holdout * 100)}
            onInput={(event) =>
              rules.set('holdout', round(event.currentTarget.valueAsNumber) / 100)
            }
          />
        </Field>
        <Field
          path="buyerRoles"
          label="Roles that may buy"
          issues={at('buyerRoles')}
          hint="Values of the user’s role, one a line. Others see the nudge’s form to ask an admin."
        >
          <textarea
            {...controlProps('buyerRoles', at('buyerRoles'))}
            class="area input mono"
            rows={3}
            spellcheck={false}
            value={typed.value ?? buyerRoles.join('\n')}
            onInput={(event) => {
              typed.value = event.currentTarget.value
              const roles = event.currentTarget.value.split('\n').map((line) => line.trim())
              rules.set('buyerRoles', roles.filter(Boolean))
            }}
            onBlur={() => {
              typed.value = null
            }}
          />
        </Field>
      </div>
    </Section>
  )
}

const round = (percent: number) => Math.round(percent * 100) / 100
const percentText = (share: number) => (Number.isNaN(share) ? '–' : `${round(share * 100)} %`)
