/** The trigger as it is stored, for who would rather write it. */
import { useSignal } from '@preact/signals'
import { Faults, fieldId } from '../../component/form/Field.tsx'
import { sameBody } from '../../model/editor/draft.ts'
import { readTrigger, type TriggerEditor } from '../../model/trigger/trigger-editor.ts'
import { Section } from '../editor/Section.tsx'

export const JsonSection = ({ editor }: { editor: TriggerEditor }) => {
  const plain = JSON.stringify(editor.draft.value, null, 2)
  const typed = useSignal(plain)
  const read = readTrigger(typed.value)
  // What is typed stays as it is typed for as long as it says the same.
  const isSame = 'trigger' in read && sameBody(read.trigger, editor.draft.value)
  const text = editor.text.value?.value ?? (isSame ? typed.value : plain)
  const issues = editor.issues.value.map(({ path, message }) => ({
    path: 'json',
    message: path === '' ? message : `${path}: ${message}`,
  }))
  return (
    <Section title="As JSON" words="It counts as soon as it is a trigger; the replay follows.">
      <textarea
        id={fieldId('json')}
        class="input json"
        aria-label="The trigger as JSON"
        aria-invalid={issues.length > 0 ? 'true' : undefined}
        aria-describedby={issues.length > 0 ? `${fieldId('json')}-fault` : undefined}
        spellcheck={false}
        rows={28}
        value={text}
        onInput={(event) => {
          typed.value = event.currentTarget.value
          editor.write(typed.value)
        }}
      />
      <Faults path="json" issues={issues} />
    </Section>
  )
}
