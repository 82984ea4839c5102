import type { Nudge } from '../../../../shared/nudge.ts'
import { useWorkspace } from '../../component/context.tsx'
import { controlProps, Field } from '../../component/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { offerWords } from '../../words/nudge.ts'
import { Section, type SectionProps } from './Section.tsx'

export const WhenSection = ({ editor, issues }: SectionProps) => {
  const { nudges } = useWorkspace()
  const { trigger, offer, schedule } = editor.draft.value
  const at = (path: string) => issuesAt(issues, path)
  const triggers = nudges.triggers.data.value ?? []
  const offers = nudges.offers.data.value ?? []
  return (
    <Section title="When and what" words="Who is ready for it, and what it proposes to them.">
      <div class="fields wide-first">
        <Field
          path="trigger"
          label="Trigger"
          issues={at('trigger')}
          isOptional
          hint={
            trigger
              ? 'Only those whom it has made ready see the nudge.'
              : 'No signal is needed: everyone who comes by may see it.'
          }
        >
          <select
            {...controlProps('trigger', at('trigger'))}
            class="select"
            value={trigger ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget
              if (value === '') editor.clear('trigger')
              else editor.set('trigger', value)
            }}
          >
            <option value="">None</option>
            <Unknown value={trigger} known={triggers} />
            {triggers.map((record) => (
              <option key={record.key} value={record.key}>
                {record.draft.name}
              </option>
            ))}
          </select>
        </Field>
        <Field path="offer" label="Offer" issues={at('offer')}>
          <select
            {...controlProps('offer', at('offer'))}
            class="select"
            value={offer}
            onChange={(event) => editor.set('offer', event.currentTarget.value)}
          >
            <Unknown value={offer} known={offers} />
            {offers.map((record) => (
              <option key={record.key} value={record.key}>
                {record.draft.name} ({offerWords[record.draft.kind].toLowerCase()})
              </option>
            ))}
          </select>
          {offers.length === 0 && <FirstOffer editor={editor} />}
        </Field>
        <Moment
          editor={editor}
          issues={issues}
          edge="startsAt"
          label="Starts"
          value={schedule.startsAt}
        />
        <Moment
          editor={editor}
          issues={issues}
          edge="endsAt"
          label="Ends"
          value={schedule.endsAt}
        />
      </div>
    </Section>
  )
}

const FirstOffer = ({ editor }: Pick<SectionProps, 'editor'>) => {
  const { nudges } = useWorkspace()
  const add = async () => {
    const key = await nudges.addPlainOffer()
    if (key) editor.set('offer', key)
  }
  return (
    <p class="hint">
      This workspace has no offers yet.{' '}
      <button type="button" class="link" onClick={add}>
        Begin with “Learn more”
      </button>
      , or send plans and offers through the API.
    </p>
  )
}

/** A key that refers to nothing here is kept and shown, never silently replaced. */
const Unknown = ({ value, known }: { value: string | undefined; known: { key: string }[] }) =>
  value !== undefined && !known.some((one) => one.key === value) ? (
    <option value={value}>{value || 'Choose'}</option>
  ) : null

type MomentProps = SectionProps & {
  edge: keyof Nudge['schedule']
  label: string
  value: string | undefined
}

const Moment = ({ editor, issues, edge, label, value }: MomentProps) => {
  const path = `schedule.${edge}`
  const found = issuesAt(issues, path)
  const change = (text: string) => {
    const { [edge]: _old, ...rest } = editor.draft.value.schedule
    editor.set('schedule', text === '' ? rest : { ...rest, [edge]: new Date(text).toISOString() })
  }
  return (
    <Field path={path} label={label} issues={found} isOptional>
      <input
        {...controlProps(path, found)}
        class="input"
        type="datetime-local"
        value={value ? localTime(value) : ''}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </Field>
  )
}

/** As `datetime-local` wants it: local time without a zone. */
function localTime(iso: string): string {
  const date = new Date(iso)
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}
