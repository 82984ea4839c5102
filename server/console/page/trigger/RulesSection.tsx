/** What a trigger is called, and what becomes of it when it has fired. */
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { controlProps, Faults, Field } from '../../component/form/Field.tsx'
import { ListInput } from '../../component/form/ListInput.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { freeKey } from '../../model/trigger/templates.ts'
import type { TriggerEditor } from '../../model/trigger/trigger-editor.ts'
import { familyWords, rearmWords, subjectWords } from '../../words/trigger.ts'
import { Section } from '../editor/Section.tsx'

type Props = { editor: TriggerEditor; isNew: boolean }

export const RulesSection = ({ editor, isNew }: Props) => (
  <>
    <NameSection editor={editor} isNew={isNew} />
    <FiringSection editor={editor} />
  </>
)

const NameSection = ({ editor, isNew }: Props) => {
  const { nudges } = useWorkspace()
  const draft = editor.draft.value
  const at = (path: string) => issuesAt(editor.issues.value, path)
  const rename = (name: string) => {
    const taken = nudges.keysOf('trigger')
    const follows = isNew && draft.key === freeKey(draft.name, taken)
    editor.set('name', name)
    if (follows) editor.set('key', freeKey(name, taken))
  }
  return (
    <Section title="What it is">
      <Field path="name" label="Name" issues={at('name')}>
        <input
          {...controlProps('name', at('name'))}
          class="input"
          maxLength={120}
          value={draft.name}
          onInput={(event) => rename(event.currentTarget.value)}
        />
      </Field>
      {isNew && (
        <Field
          path="key"
          label="Key"
          issues={at('key')}
          hint="What the API knows it by. It stays as it is once it is saved."
        >
          <input
            {...controlProps('key', at('key'))}
            class="input"
            spellcheck={false}
            value={draft.key}
            onInput={(event) => editor.set('key', event.currentTarget.value)}
          />
        </Field>
      )}
      <Field path="family" label="What it tells of an account" issues={at('family')}>
        <ChoiceOf
          path="family"
          issues={at('family')}
          label="What it tells of an account"
          value={draft.family}
          options={familyWords}
          onChange={(family) => editor.set('family', family)}
        />
      </Field>
      <Field path="subject" label="Who becomes ready" issues={at('subject')}>
        <ChoiceOf
          path="subject"
          issues={at('subject')}
          label="Who becomes ready"
          value={draft.subject}
          options={subjectWords}
          onChange={(subject) => editor.set('subject', subject)}
        />
      </Field>
    </Section>
  )
}

const FiringSection = ({ editor }: { editor: TriggerEditor }) => {
  const { nudges } = useWorkspace()
  const draft = editor.draft.value
  const at = (path: string) => issuesAt(editor.issues.value, path)
  const offers = Object.fromEntries(
    nudges.offers.data.value?.map((one) => [one.key, one.draft.name]) ?? [],
  )
  return (
    <Section title="When it has fired">
      <Field path="expires" label="They stay ready for" issues={at('expires')}>
        <DurationInput
          path="expires"
          label="They stay ready for"
          issues={at('expires')}
          value={draft.expires}
          onChange={(value) => editor.set('expires', value)}
        />
      </Field>
      <CancelField editor={editor} />
      <Field path="cooldown" label="It may fire again after" issues={at('cooldown')}>
        <span class="line">
          <DurationInput
            path="cooldown"
            label="It may fire again after"
            issues={at('cooldown')}
            value={draft.cooldown}
            onChange={(value) => editor.set('cooldown', value)}
          />
          <ChoiceOf
            label="And then"
            value={draft.rearm}
            options={rearmWords}
            onChange={(rearm) => editor.set('rearm', rearm)}
          />
        </span>
      </Field>
      <Field path="recommends" label="It recommends" isOptional issues={at('recommends')}>
        <ChoiceOf
          path="recommends"
          issues={at('recommends')}
          label="It recommends"
          value={draft.recommends ?? ''}
          options={{ '': 'no offer of its own', ...offers }}
          onChange={(key) =>
            key === '' ? editor.clearRecommends() : editor.set('recommends', key)
          }
        />
      </Field>
      <Field
        path="weight"
        label="Its weight in readiness"
        issues={at('weight')}
        hint="What a signal of it counts, from 0 to 100, and how fast that fades."
      >
        <span class="sentence">
          <input
            {...controlProps('weight', at('weight'))}
            class="input number"
            type="number"
            min="0"
            max="100"
            value={draft.weight}
            onInput={(event) => {
              const typed = event.currentTarget.valueAsNumber
              if (Number.isFinite(typed)) editor.set('weight', typed)
            }}
          />
          of 100, half of it gone after
          <DurationInput
            path="halfLife"
            label="Half is gone after"
            issues={at('halfLife')}
            value={draft.halfLife}
            onChange={(value) => editor.set('halfLife', value)}
          />
        </span>
        <Faults path="halfLife" issues={at('halfLife')} />
      </Field>
    </Section>
  )
}

const CancelField = ({ editor }: { editor: TriggerEditor }) => {
  const { triggers } = useWorkspace()
  const { cancelOn } = editor.draft.value
  const issues = issuesAt(editor.issues.value, 'cancelOn')
  const known = triggers.vocabulary.data.value?.events.map((one) => one.name) ?? []
  return (
    <Field
      path="cancelOn"
      label="Unless this happens"
      isOptional
      issues={issues}
      hint={`Events that end it, separated by commas${known.length > 0 ? `, such as ${known.slice(0, 3).join(', ')}` : ''}.`}
    >
      <ListInput
        path="cancelOn"
        issues={issues}
        value={cancelOn}
        onChange={(next) => editor.set('cancelOn', next)}
      />
    </Field>
  )
}
