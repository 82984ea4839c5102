import { keyOf } from '../../../../shared/value/key-of.ts'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section, type SectionProps } from './Section.tsx'

export const IdentitySection = ({ editor, issues, isNew }: SectionProps & { isNew: boolean }) => {
  const { name, key } = editor.draft.value
  const rename = (next: string) => {
    // The key follows the name until somebody gives it words of its own.
    const isFollowing = isNew && (key === '' || key === keyOf(name))
    editor.set('name', next)
    if (isFollowing) editor.set('key', keyOf(next))
  }
  const at = (path: string) => issuesAt(issues, path)
  return (
    <Section title="Name and key" words="For you and your team; nobody else sees it.">
      <div class="fields">
        <Field path="name" label="Name" issues={at('name')}>
          <input
            {...controlProps('name', at('name'))}
            class="input"
            maxLength={120}
            value={name}
            onInput={(event) => rename(event.currentTarget.value)}
          />
        </Field>
        <Field
          path="key"
          label="Key"
          issues={at('key')}
          hint={isNew ? 'In code and addresses; it can’t be changed later.' : undefined}
        >
          <input
            {...controlProps('key', at('key'))}
            class="input mono"
            maxLength={64}
            readOnly={!isNew}
            value={key}
            onInput={(event) => editor.set('key', event.currentTarget.value)}
          />
        </Field>
      </div>
    </Section>
  )
}
