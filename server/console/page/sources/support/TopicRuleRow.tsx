import type { TopicRule } from '../../../../../shared/event/support.ts'
import type { Issue } from '../../../../../shared/protocol/error.ts'
import { Button } from '../../../component/button/Button.tsx'
import { controlProps } from '../../../component/form/Field.tsx'
import { ListInput } from '../../../component/form/ListInput.tsx'
import { issuesAt } from '../../../model/editor/issues.ts'

type Props = {
  rule: TopicRule
  number: number
  issues: readonly Issue[]
  isLast: boolean
  onChange(rule: TopicRule): void
  onRemove(): void
  /** Up or down in the order in which they are asked. */
  onMove(by: 1 | -1): void
}

export const TopicRuleRow = (props: Props) => {
  const { rule, number, issues, isLast, onChange, onRemove, onMove } = props
  const path = `topics.rules.${number - 1}`
  const at = (part: keyof TopicRule) => issuesAt(issues, `${path}.${part}`)
  return (
    <div class="topic-rule">
      <input
        {...controlProps(`${path}.topic`, at('topic'))}
        class="input"
        aria-label={`Rule ${number}, topic`}
        placeholder="Topic"
        autocomplete="off"
        maxLength={64}
        value={rule.topic}
        onInput={(event) => onChange({ ...rule, topic: event.currentTarget.value.trimStart() })}
      />
      <div class="topic-when">
        <span class="leaf-word">says</span>
        <ListInput
          path={`${path}.words`}
          label={`Rule ${number}, words`}
          placeholder="price, how much, …"
          issues={at('words')}
          isLong
          value={rule.words}
          onChange={(words) => onChange({ ...rule, words })}
        />
      </div>
      <div class="topic-when">
        <span class="leaf-word">or is tagged</span>
        <ListInput
          path={`${path}.tags`}
          label={`Rule ${number}, tags`}
          placeholder="a tag"
          issues={at('tags')}
          value={rule.tags}
          onChange={(tags) => onChange({ ...rule, tags })}
        />
      </div>
      <span class="topic-order">
        <Button
          size="small"
          tone="quiet"
          icon="up"
          label={`Rule ${number} earlier`}
          disabled={number === 1}
          onClick={() => onMove(-1)}
        />
        <Button
          size="small"
          tone="quiet"
          icon="down"
          label={`Rule ${number} later`}
          disabled={isLast}
          onClick={() => onMove(1)}
        />
        <Button
          size="small"
          tone="quiet"
          icon="trash"
          label={`Remove rule ${number}`}
          onClick={onRemove}
        />
      </span>
    </div>
  )
}
