/** What an inquiry is about: rules in their order, and what becomes of what none of them fits. */
import type { ReplyCount, TopicRule } from '../../../../../shared/event/support.ts'
import { Button } from '../../../component/button/Button.tsx'
import { ChoiceOf } from '../../../component/form/ChoiceOf.tsx'
import { FaultsWithin } from '../../../component/form/FaultsWithin.tsx'
import { Suggested } from '../../../component/form/Suggested.tsx'
import { issuesAt } from '../../../model/editor/issues.ts'
import type { MappingEditor } from '../../../model/source/mapping-editor.ts'
import { replyWords } from '../../../words/source.ts'
import { Section } from '../../editor/Section.tsx'
import { TopicRuleRow } from './TopicRuleRow.tsx'

export const Topics = ({ editor }: { editor: MappingEditor }) => {
  const { topics } = editor.draft.value
  if (!topics) return null
  const { rules, otherwise, replies } = topics
  const set = (change: Partial<typeof topics>) => editor.set({ topics: { ...topics, ...change } })
  const setRules = (next: readonly TopicRule[]) => set({ rules: [...next] })
  return (
    <Section
      title="What it is about"
      needs="keys"
      words="The first rule that fits says the topic. Words are found as whole words, in any language; upper case and accents do not count."
      aside={
        <Button
          size="small"
          icon="plus"
          needs="keys"
          onClick={() => setRules([...rules, { topic: '', tags: [], words: [] }])}
        >
          Add a rule
        </Button>
      }
    >
      {rules.length === 0 && <p class="muted">No rule.</p>}
      <ol class="stack topic-rules">
        {rules.map((rule, i) => (
          <li key={i}>
            <TopicRuleRow
              rule={rule}
              number={i + 1}
              issues={issuesAt(editor.issues.value, `topics.rules.${i}`)}
              isLast={i === rules.length - 1}
              onChange={(next) => setRules(rules.map((one, at) => (at === i ? next : one)))}
              onRemove={() => setRules(rules.filter((_, at) => at !== i))}
              onMove={(by) => setRules(moved(rules, i, i + by))}
            />
            <FaultsWithin
              path={`topics.rules.${i}`}
              issues={editor.issues.value}
              controls={[`topics.rules.${i}.words`, `topics.rules.${i}.tags`]}
            />
          </li>
        ))}
      </ol>
      <div class="stack tight topic-rest">
        <span class="sentence">
          <span class="leaf-word">Anything else</span>
          <ChoiceOf
            label="What no rule fits"
            value={otherwise === null ? 'nothing' : 'topic'}
            options={{ topic: 'is of the topic', nothing: 'is left out' }}
            onChange={(next) => set({ otherwise: next === 'topic' ? 'other' : null })}
          />
          {otherwise !== null && (
            <Suggested
              path="topics.otherwise"
              label="Topic of what no rule fits"
              issues={issuesAt(editor.issues.value, 'topics.otherwise')}
              value={otherwise}
              known={[]}
              onChange={(next) => set({ otherwise: next })}
            />
          )}
        </span>
        <FaultsWithin path="topics.otherwise" issues={editor.issues.value} />
        <span class="sentence">
          <span class="leaf-word">A customer’s further messages</span>
          <ChoiceOf<ReplyCount>
            label="Further messages of a customer"
            value={replies}
            options={replyWords}
            onChange={(next) => set({ replies: next })}
          />
        </span>
        <p class="hint">What colleagues and bots write never counts.</p>
      </div>
    </Section>
  )
}

function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const one = all[from]
  return one === undefined ? [...all] : all.toSpliced(from, 1).toSpliced(to, 0, one)
}
