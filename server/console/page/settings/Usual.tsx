/** What a nudge does where its author has not said otherwise. */
import type { NudgeDefaults } from '../../../../shared/workspace/settings.ts'
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { controlProps, Faults, Field } from '../../component/form/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'
import type { RuleProps } from './Attention.tsx'
import { CapFields } from './CapFields.tsx'

export const Usual = ({ rules, settings: { defaults } }: RuleProps) => {
  const set = (patch: Partial<NudgeDefaults>) => rules.set('defaults', { ...defaults, ...patch })
  const at = (path: string) => issuesAt(rules.issues.value, `defaults.${path}`)
  const { perUser, lifetime, snooze, offerLasts, stopAfterConversion } = defaults
  return (
    <Section title="What is usual for a nudge" words="Where its author hasn’t said otherwise.">
      <CapFields
        path="defaults.perUser"
        before="One user sees it at most"
        of="times"
        cap={perUser}
        issues={rules.issues.value}
        onChange={(next) => set({ perUser: next })}
      />
      <div class="fields">
        <Field path="defaults.lifetime" label="Times in all" issues={at('lifetime')}>
          <input
            {...controlProps('defaults.lifetime', at('lifetime'))}
            class="input number"
            type="number"
            min="1"
            value={Number.isNaN(lifetime) ? '' : lifetime}
            onInput={(event) => set({ lifetime: event.currentTarget.valueAsNumber })}
          />
        </Field>
        <Field path="defaults.snooze" label="“Later” lasts" issues={at('snooze')}>
          <DurationInput
            path="defaults.snooze"
            label="Later"
            issues={at('snooze')}
            value={snooze}
            onChange={(next) => set({ snooze: next })}
          />
        </Field>
      </div>
      <div class="sentence">
        <label class="check">
          <input
            type="checkbox"
            checked={offerLasts !== null}
            onChange={(event) => set({ offerLasts: event.currentTarget.checked ? '30d' : null })}
          />
          An offer ends
        </label>
        {offerLasts !== null && (
          <>
            <DurationInput
              path="defaults.offerLasts"
              label="Offer lasts"
              issues={at('offerLasts')}
              value={offerLasts}
              onChange={(next) => set({ offerLasts: next })}
            />
            after an account has first seen it
          </>
        )}
      </div>
      <Faults path="defaults.offerLasts" issues={at('offerLasts')} />
      <label class="check">
        <input
          type="checkbox"
          checked={stopAfterConversion}
          onChange={(event) => set({ stopAfterConversion: event.currentTarget.checked })}
        />
        Stop once the account has taken the offer
      </label>
    </Section>
  )
}
