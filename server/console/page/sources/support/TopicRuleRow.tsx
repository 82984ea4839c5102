import type { TopicRule } from '../../../../../shared/support.ts'
import { Button } from '../../../component/Button.tsx'
import { fieldId } from '../../../component/Field.tsx'
import { ListInput } from '../../../component/ListInput.tsx'

type Props = {
  rule: TopicRule
  number: number
  isLast: boolean
  onChange(rule: TopicRule): void
  onRemove(): void
  /** Up or down in the order in which they are asked. */
  onMove(by: 1 | -1): void
}

export const TopicRuleRow = ({ rule, number, isLast, onChange, onRemove, onMove }: Props) => {
  const path = `topics.rules.${number - 1}`
  return (
    <div class="topic-rule">
      <input
        id={fieldId(`${path}.topic`)}
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
