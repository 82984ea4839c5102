/** Limits that several nudges share: those with a tag, or of a format. */

import type { Format } from '../../../../shared/definition/nudge.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { CapGroup } from '../../../../shared/workspace/settings.ts'
import { Button } from '../../component/button/Button.tsx'
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { controlProps } from '../../component/form/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { formatWords } from '../../words/nudge.ts'
import { Section } from '../editor/Section.tsx'
import type { RuleProps } from './Attention.tsx'

const mostGroups = 50

export const Groups = ({ rules, settings: { capGroups } }: RuleProps) => {
  const set = (next: CapGroup[]) => rules.set('capGroups', next)
  const add = () => {
    const taken = new Set(capGroups.map((one) => one.key))
    let number = capGroups.length + 1
    while (taken.has(`group-${number}`)) number++
    const of = { format: 'banner' as Format }
    set([...capGroups, { key: `group-${number}`, of, per: 'user', every: '7d', times: 2 }])
  }
  return (
    <Section
      title="Groups"
      words="Nudges that share a limit. Different nudges are counted, not views: what was counted may be shown again."
      aside={
        capGroups.length < mostGroups && (
          <Button size="small" icon="plus" onClick={add}>
            Add a group
          </Button>
        )
      }
    >
      {capGroups.length === 0 && (
        <p class="muted">No group. Tag nudges in their editor, then limit the tag here.</p>
      )}
      <ul class="stack">
        {capGroups.map((group, i) => (
          <li key={i} class="group-row">
            <Group
              group={group}
              number={i + 1}
              issues={issuesAt(rules.issues.value, `capGroups.${i}`)}
              onChange={(next) => set(capGroups.map((one, at) => (at === i ? next : one)))}
              onRemove={() => set(capGroups.filter((_, at) => at !== i))}
            />
            <FaultsWithin path={`capGroups.${i}`} issues={rules.issues.value} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

type GroupProps = {
  group: CapGroup
  number: number
  issues: readonly Issue[]
  onChange(group: CapGroup): void
  onRemove(): void
}

const Group = ({ group, number, issues, onChange, onRemove }: GroupProps) => {
  const { of } = group
  const path = `capGroups.${number - 1}`
  const at = (part: string) => issuesAt(issues, `${path}.${part}`)
  const own = issues.filter((one) => one.path === path)
  const label = (what: string) => `Group ${number}, ${what}`
  return (
    <div class="sentence">
      Of nudges
      <select
        {...controlProps(path, own)}
        class="select auto"
        aria-label={label('which nudges')}
        value={'tag' in of ? 'tag' : of.format}
        onChange={(event) => {
          const next = event.currentTarget.value
          onChange({ ...group, of: next === 'tag' ? { tag: '' } : { format: next as Format } })
        }}
      >
        <option value="tag">with the tag</option>
        {Object.entries(formatWords).map(([format, words]) => (
          <option key={format} value={format}>
            of format {words}
          </option>
        ))}
      </select>
      {'tag' in of && (
        <input
          {...controlProps(`${path}.of.tag`, at('of.tag'))}
          class="input auto mono"
          aria-label={label('tag')}
          maxLength={64}
          size={12}
          value={of.tag}
          onInput={(event) => onChange({ ...group, of: { tag: event.currentTarget.value } })}
        />
      )}
      <select
        class="select auto"
        aria-label={label('who sees them')}
        value={group.per}
        onChange={(event) =>
          onChange({ ...group, per: event.currentTarget.value as CapGroup['per'] })
        }
      >
        <option value="user">one user sees</option>
        <option value="account">one account sees</option>
      </select>
      at most
      <input
        {...controlProps(`${path}.times`, at('times'))}
        class="input number"
        type="number"
        min="1"
        aria-label={label('how many')}
        value={Number.isNaN(group.times) ? '' : group.times}
        onInput={(event) => onChange({ ...group, times: event.currentTarget.valueAsNumber })}
      />
      in
      <DurationInput
        path={`${path}.every`}
        label={label('period')}
        issues={at('every')}
        value={group.every}
        onChange={(every) => onChange({ ...group, every })}
      />
      <Button icon="trash" label={`Remove group ${number}`} tone="quiet" onClick={onRemove} />
    </div>
  )
}
