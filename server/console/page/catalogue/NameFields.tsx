/** Name and key; a new one's key follows its name until somebody writes another. */

import { keyOf } from '../../../../shared/value/key-of.ts'
import { controlProps, Field } from '../../component/form/Field.tsx'
import type { Entry, EntryKind } from '../../model/catalogue/entry.ts'
import { issuesAt } from '../../model/editor/issues.ts'

type Props<K extends EntryKind> = {
  entry: Entry<K>
  isNew: boolean
  example: string
  keyHint: string
}

export const NameFields = <K extends EntryKind>(props: Props<K>) => {
  const { entry, isNew, example, keyHint } = props
  const draft = entry.draft.value
  const at = (path: string) => issuesAt(entry.issues.value, path)
  const setName = (name: string) => {
    const follows = isNew && draft.key === keyOf(draft.name)
    entry.edit({ ...draft, name, ...(follows && { key: keyOf(name) }) }, 'name')
  }
  return (
    <div class="fields">
      <Field path="name" label="Name" issues={at('name')}>
        <input
          {...controlProps('name', at('name'))}
          class="input"
          maxLength={120}
          placeholder={example}
          value={draft.name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <Field path="key" label="Key" issues={at('key')} hint={keyHint}>
        <input
          {...controlProps('key', at('key'))}
          class="input mono"
          maxLength={64}
          spellcheck={false}
          readOnly={!isNew}
          value={draft.key}
          onInput={(event) => entry.edit({ ...draft, key: event.currentTarget.value }, 'key')}
        />
      </Field>
    </div>
  )
}
