/** How often it may come, and until when; where its author is silent, as the workspace says. */
import { useEffect } from 'preact/hooks'
import type { Caps } from '../../../../shared/definition/nudge.ts'
import { settingsOf } from '../../../../shared/workspace/settings-of.ts'
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { isAt, issuesAt } from '../../model/editor/issues.ts'
import { OfferTerms } from './OfferTerms.tsx'
import { Section, type SectionProps } from './Section.tsx'
import { TagFields } from './TagFields.tsx'

export const CapsSection = ({ editor, issues }: SectionProps) => {
  const { caps, snooze, priority } = editor.draft.value
  const defaults = useDefaults()
  const set = (patch: Partial<Caps>) => editor.set('caps', { ...caps, ...patch })
  const unset = (name: keyof Caps) => {
    const { [name]: _gone, ...rest } = caps
    editor.set('caps', rest)
  }
  const at = (path: string) => issuesAt(issues, path)
  const { perUser, lifetime, perAccount } = caps
  const ofUser = perUser ?? defaults.perUser
  return (
    <Section
      title="How often"
      words="Helped, never nagged. These hold on every device; what is left empty is as the workspace has it."
    >
      <div class="sentence">
        To one user at most
        <Count
          path="caps.perUser.times"
          label="Times per user"
          issues={at('caps.perUser.times')}
          value={perUser?.times}
          usual={defaults.perUser.times}
          onChange={(times) => set({ perUser: { ...ofUser, times } })}
          onClear={() => unset('perUser')}
        />
        {ofUser.times === 1 ? 'time' : 'times'} in
        <DurationInput
          path="caps.perUser.every"
          label="Period per user"
          issues={at('caps.perUser.every')}
          value={ofUser.every}
          onChange={(every) => set({ perUser: { ...ofUser, every } })}
        />
        and at most
        <Count
          path="caps.lifetime"
          label="Times in all"
          issues={at('caps.lifetime')}
          value={lifetime}
          usual={defaults.lifetime}
          onChange={(times) => set({ lifetime: times })}
          onClear={() => unset('lifetime')}
        />
        {(lifetime ?? defaults.lifetime) === 1 ? 'time' : 'times'} in all.
      </div>
      <FaultsWithin
        path="caps"
        issues={issues.filter(({ path }) => !isAt(path, 'caps.perAccount'))}
      />
      <div class="sentence">
        <label class="check">
          <input
            type="checkbox"
            checked={perAccount !== undefined}
            onChange={(event) => {
              if (event.currentTarget.checked) set({ perAccount: { every: '7d', times: 3 } })
              else unset('perAccount')
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
              issues={at('caps.perAccount.times')}
              value={perAccount.times}
              onChange={(times) => set({ perAccount: { ...perAccount, times } })}
            />
            times in
            <DurationInput
              path="caps.perAccount.every"
              label="Period per account"
              issues={at('caps.perAccount.every')}
              value={perAccount.every}
              onChange={(every) => set({ perAccount: { ...perAccount, every } })}
            />
          </>
        )}
      </div>
      <FaultsWithin path="caps.perAccount" issues={issues} />
      <OfferTerms editor={editor} issues={issues} defaults={defaults} />
      <div class="fields">
        <Field path="snooze" label="“Later” lasts" issues={at('snooze')}>
          <DurationInput
            path="snooze"
            label="Snooze"
            issues={at('snooze')}
            value={snooze ?? defaults.snooze}
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
      <TagFields editor={editor} issues={issues} />
    </Section>
  )
}

function useDefaults() {
  const { settings } = useWorkspace()
  useEffect(() => void settings.load(60_000), [settings])
  return (settings.data.value ?? settingsOf()).defaults
}

type CountProps = {
  path: string
  label: string
  issues: SectionProps['issues']
  value: number | undefined
  /** What holds while there is no value; it can be cleared then. */
  usual?: number
  onChange(value: number): void
  onClear?(): void
}

const Count = ({ path, label, issues, value, usual, onChange, onClear }: CountProps) => (
  <input
    {...controlProps(path, issues)}
    class="input number"
    type="number"
    min="1"
    aria-label={label}
    placeholder={usual === undefined ? undefined : String(usual)}
    value={value === undefined || Number.isNaN(value) ? '' : value}
    onInput={({ currentTarget: { value, valueAsNumber } }) =>
      value === '' && onClear ? onClear() : onChange(valueAsNumber)
    }
  />
)
