import type { Caps } from '../../../../shared/nudge.ts'
import { DurationInput } from '../../component/DurationInput.tsx'
import { controlProps, Faults, Field } from '../../component/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section, type SectionProps } from './Section.tsx'

export const CapsSection = ({ editor, issues }: SectionProps) => {
  const { caps, snooze, priority } = editor.draft.value
  const set = (patch: Partial<Caps>) => editor.set('caps', { ...caps, ...patch })
  const at = (path: string) => issuesAt(issues, path)
  const { perUser, perAccount } = caps
  return (
    <Section title="How often" words="Helped, never nagged. These hold on every device.">
      <div class="sentence">
        To one user at most
        <Count
          path="caps.perUser.times"
          label="Times per user"
          value={perUser.times}
          onChange={(times) => set({ perUser: { ...perUser, times } })}
        />
        {perUser.times === 1 ? 'time' : 'times'} in
        <DurationInput
          path="caps.perUser.every"
          label="Period per user"
          value={perUser.every}
          onChange={(every) => set({ perUser: { ...perUser, every } })}
        />
        and at most
        <Count
          path="caps.lifetime"
          label="Times in all"
          value={caps.lifetime}
          onChange={(lifetime) => set({ lifetime })}
        />
        {caps.lifetime === 1 ? 'time' : 'times'} in all.
      </div>
      <Faults path="caps" issues={at('caps')} />
      <div class="sentence">
        <label class="check">
          <input
            type="checkbox"
            checked={perAccount !== undefined}
            onChange={(event) => {
              const { perAccount: _gone, ...rest } = caps
              const added = { ...rest, perAccount: { every: '7d', times: 3 } }
              editor.set('caps', event.currentTarget.checked ? added : rest)
            }}
          />
          Limit each account too
        </label>
        {perAccount && (
          <>
            : at most
            <Count
              path="caps.perAccount.times"
              label="Times per account"
              value={perAccount.times}
              onChange={(times) => set({ perAccount: { ...perAccount, times } })}
            />
            times in
            <DurationInput
              path="caps.perAccount.every"
              label="Period per account"
              value={perAccount.every}
              onChange={(every) => set({ perAccount: { ...perAccount, every } })}
            />
          </>
        )}
      </div>
      <div class="fields">
        <Field path="snooze" label="“Later” lasts" issues={at('snooze')}>
          <DurationInput
            path="snooze"
            label="Snooze"
            value={snooze}
            onChange={(value) => editor.set('snooze', value)}
          />
        </Field>
        <Field
          path="priority"
          label="Priority"
          issues={at('priority')}
          hint="From -100 to 100; higher goes first."
        >
          <input
            {...controlProps('priority', at('priority'))}
            class="input number"
            type="number"
            min="-100"
            max="100"
            value={Number.isNaN(priority) ? '' : priority}
            onInput={(event) => editor.set('priority', event.currentTarget.valueAsNumber)}
          />
        </Field>
      </div>
    </Section>
  )
}

type CountProps = { path: string; label: string; value: number; onChange(value: number): void }

const Count = ({ path, label, value, onChange }: CountProps) => (
  <input
    {...controlProps(path)}
    class="input number"
    type="number"
    min="1"
    aria-label={label}
    value={Number.isNaN(value) ? '' : value}
    onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
  />
)
