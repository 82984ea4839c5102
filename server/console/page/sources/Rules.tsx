/** What events of the tool mean here; without a rule each is a custom event under its own name. */
import type { Meaning, SourceRule } from '../../../../shared/event/source.ts'
import { Button } from '../../component/button/Button.tsx'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { MappingEditor } from '../../model/source/mapping-editor.ts'
import { ruleOf } from '../../model/source/rule-of.ts'
import { meaningWords, noneFitsInWords } from '../../words/source.ts'
import { Section } from '../editor/Section.tsx'
import { NamedByFields } from './NamedByFields.tsx'

export const Rules = ({ editor }: { editor: MappingEditor }) => {
  const { rules } = editor.draft.value
  const { isNone, unheard } = editor.fitting.value
  const set = (next: SourceRule[]) => editor.set({ rules: next })
  return (
    <Section
      title="What its events mean"
      words="Events without a rule are taken in under their own names: triggers can listen to them."
      aside={
        <Button
          size="small"
          icon="plus"
          onClick={() => set([...rules, ruleOf('feature_used', '')])}
        >
          Add a rule
        </Button>
      }
    >
      {rules.length === 0 && <p class="muted">No rule.</p>}
      {isNone && <p class="hint">{noneFitsInWords(editor.names.value.events)}</p>}
      <ul class="stack">
        {rules.map((rule, i) => (
          <li key={i} class="source-rule">
            <Rule
              rule={rule}
              number={i + 1}
              editor={editor}
              onChange={(next) => set(rules.map((one, at) => (at === i ? next : one)))}
              onRemove={() => set(rules.filter((_, at) => at !== i))}
            />
            {unheard.has(i) && !isNone && (
              <p class="hint">Nothing that came last is called “{rule.event}”.</p>
            )}
            <FaultsWithin path={`rules.${i}`} issues={editor.issues.value} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

type Props = {
  rule: SourceRule
  number: number
  editor: MappingEditor
  onChange(rule: SourceRule): void
  onRemove(): void
}

const Rule = ({ rule, number, editor, onChange, onRemove }: Props) => {
  const path = `rules.${number - 1}`
  return (
    <div class="sentence source-words">
      <Suggested
        path={`${path}.event`}
        issues={issuesAt(editor.issues.value, `${path}.event`)}
        label={`Rule ${number}, event`}
        placeholder="Paywall Viewed"
        value={rule.event}
        known={editor.names.value.events}
        onChange={(event) => onChange({ ...rule, event })}
      />
      <span class="leaf-word">is</span>
      <ChoiceOf
        label={`Rule ${number}, meaning`}
        value={rule.means}
        options={meaningWords}
        onChange={(means: Meaning) => onChange(ruleOf(means, rule.event))}
      />
      <Detail rule={rule} path={path} editor={editor} onChange={onChange} />
      <Button
        size="small"
        tone="quiet"
        icon="trash"
        label={`Remove rule ${number}`}
        onClick={onRemove}
      />
    </div>
  )
}

type DetailProps = Pick<Props, 'rule' | 'editor' | 'onChange'> & { path: string }

const Detail = ({ rule, path, editor, onChange }: DetailProps) => {
  const known = editor.names.value.properties
  const issues = editor.issues.value
  switch (rule.means) {
    case 'nothing':
      return null
    case 'paywall_hit':
    case 'feature_used':
      return (
        <NamedByFields
          path={`${path}.feature`}
          what="feature"
          by={rule.feature}
          issues={issues}
          known={known}
          onChange={(feature) => onChange({ ...rule, feature })}
        />
      )
    case 'support_inquiry':
      return (
        <NamedByFields
          path={`${path}.topic`}
          what="topic"
          by={rule.topic}
          issues={issues}
          known={known}
          onChange={(topic) => onChange({ ...rule, topic })}
        />
      )
    case 'meter':
      return (
        <>
          <NamedByFields
            path={`${path}.meter`}
            what="meter"
            by={rule.meter}
            issues={issues}
            known={known}
            onChange={(meter) => onChange({ ...rule, meter })}
          />
          <span class="source-pair">
            <span class="leaf-word">used in</span>
            <Suggested
              path={`${path}.used`}
              issues={issuesAt(issues, `${path}.used`)}
              label="Property with what is used"
              value={rule.used}
              known={known}
              onChange={(used) => onChange({ ...rule, used })}
            />
          </span>
          <span class="source-pair">
            <span class="leaf-word">limit in</span>
            <Suggested
              path={`${path}.limit`}
              issues={issuesAt(issues, `${path}.limit`)}
              label="Property with the limit"
              placeholder="unlimited"
              value={rule.limit ?? ''}
              known={known}
              onChange={(limit) => onChange(withOrWithout(rule, 'limit', limit))}
            />
          </span>
          <span class="source-pair">
            <span class="leaf-word">resets at</span>
            <Suggested
              path={`${path}.resetsAt`}
              issues={issuesAt(issues, `${path}.resetsAt`)}
              label="Property with when it resets"
              placeholder="never"
              value={rule.resetsAt ?? ''}
              known={known}
              onChange={(resetsAt) => onChange(withOrWithout(rule, 'resetsAt', resetsAt))}
            />
          </span>
        </>
      )
    default:
      return rule satisfies never
  }
}

type MeterRule = Extract<SourceRule, { means: 'meter' }>

function withOrWithout(rule: MeterRule, field: 'limit' | 'resetsAt', value: string): MeterRule {
  const { [field]: _before, ...rest } = rule
  return value === '' ? rest : { ...rest, [field]: value }
}
