import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { offerWords } from '../../words/nudge.ts'
import { offerInWords, triggerInWords } from '../../words/proposal.ts'
import { ScheduleFields } from './ScheduleFields.tsx'
import { Section, type SectionProps } from './Section.tsx'

export const WhenSection = ({ editor, issues }: SectionProps) => {
  const { nudges } = useWorkspace()
  const { trigger, offer } = editor.draft.value
  const at = (path: string) => issuesAt(issues, path)
  const triggers = nudges.triggers.data.value ?? []
  const offers = nudges.offers.data.value ?? []
  const chosenTrigger = triggers.find((one) => one.key === trigger)
  const chosenOffer = offers.find((one) => one.key === offer)
  const planName = (key: string) => nudges.nameOf.value('plan', key)
  return (
    <Section title="When and what" words="Who is ready for it, and what it proposes to them.">
      <div class="fields wide-first">
        <Field
          path="trigger"
          label="Trigger"
          issues={at('trigger')}
          isOptional
          hint={
            chosenTrigger
              ? triggerInWords(chosenTrigger.draft)
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
        <Field
          path="offer"
          label="Offer"
          issues={at('offer')}
          hint={chosenOffer && offerInWords(chosenOffer.draft, planName)}
        >
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
      </div>
      <ScheduleFields editor={editor} issues={issues} />
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
      , or make one under <Link to="/catalogue">Catalogue</Link>.
    </p>
  )
}

/** A key that refers to nothing here is kept and shown, never silently replaced. */
const Unknown = ({ value, known }: { value: string | undefined; known: { key: string }[] }) =>
  value !== undefined && !known.some((one) => one.key === value) ? (
    <option value={value}>{value || 'Choose'}</option>
  ) : null
