/** Groups of nudges that are capped together. */
import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { keyOf } from '../../../../shared/value/key-of.ts'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { SectionProps } from './Section.tsx'

const most = 20

export const TagFields = ({ editor, issues }: SectionProps) => {
  const { nudges, settings } = useWorkspace()
  const known = useId()
  const text = useSignal('')
  const { tags } = editor.draft.value
  const found = issuesAt(issues, 'tags')
  const groups = settings.data.value?.capGroups ?? []
  const capped = groups.flatMap(({ of }) => ('tag' in of ? [of.tag] : []))
  const used = nudges.nudges.data.value?.flatMap(({ draft }) => draft.tags) ?? []
  const others = [...new Set([...capped, ...used])].filter((one) => !tags.includes(one)).sort()
  const add = () => {
    const tag = keyOf(text.value)
    text.value = ''
    if (tag !== '' && !tags.includes(tag)) editor.set('tags', [...tags, tag])
  }
  const isCapped = tags.some((one) => capped.includes(one))
  return (
    <Field
      path="tags"
      label="Tags"
      issues={found}
      isOptional
      hint={
        isCapped
          ? 'The workspace shows nudges with one of these only so often, taken together.'
          : 'Nudges with the same tag can be capped together in the workspace’s settings.'
      }
    >
      <div class="tags">
        {tags.map((tag) => (
          <span class="tag" key={tag}>
            {tag}
            <Button
              tone="quiet"
              size="small"
              icon="cross"
              label={`Remove the tag ${tag}`}
              onClick={() =>
                editor.set(
                  'tags',
                  tags.filter((one) => one !== tag),
                )
              }
            />
          </span>
        ))}
        {tags.length < most && (
          <input
            {...controlProps('tags', found)}
            class="input"
            list={known}
            maxLength={64}
            placeholder="Add a tag, then Enter"
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ',') return
              event.preventDefault()
              add()
            }}
            onBlur={add}
          />
        )}
        <datalist id={known}>
          {others.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </div>
    </Field>
  )
}
