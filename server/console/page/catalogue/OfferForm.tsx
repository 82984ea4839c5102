import type { Offer, OfferKind } from '../../../../shared/definition/plan.ts'
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { withOfferKind } from '../../model/catalogue/kinds.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { offerHints, offerInWords, pricesInWords } from '../../words/catalogue.ts'
import { offerWords } from '../../words/nudge.ts'
import { Section } from '../editor/Section.tsx'
import { NameFields } from './NameFields.tsx'

type Props = { entry: Entry<'offer'>; isNew: boolean }

export const OfferForm = ({ entry, isNew }: Props) => {
  const { catalogue } = useWorkspace()
  const offer = entry.draft.value
  const plans = catalogue.plans.value ?? []
  const at = (path: string) => issuesAt(entry.issues.value, path)
  const plan = 'plan' in offer ? plans.find((one) => one.key === offer.plan)?.draft : undefined
  const choose = (kind: OfferKind) =>
    entry.edit(withOfferKind(offer, kind, plans.at(-1)?.key ?? ''), 'kind')
  return (
    <div class="stack">
      <Section title="Offer">
        <Field
          path="kind"
          label="What it proposes"
          issues={at('kind')}
          hint={offerHints[offer.kind]}
        >
          <select
            {...controlProps('kind', at('kind'))}
            class="select"
            value={offer.kind}
            onChange={(event) => choose(event.currentTarget.value as OfferKind)}
          >
            {Object.entries(offerWords).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        <NameFields
          entry={entry}
          isNew={isNew}
          example="Upgrade to Team"
          keyHint="What nudges, triggers and your backend call it."
        />
        <Terms entry={entry} offer={offer} />
        {plan && (
          <p class="notice good offer-said">
            {offerInWords(offer, () => plan.name)}. {pricesInWords(plan)}.
          </p>
        )}
      </Section>
    </div>
  )
}

const Terms = ({ entry, offer }: { entry: Entry<'offer'>; offer: Offer }) => {
  const at = (path: string) => issuesAt(entry.issues.value, path)
  switch (offer.kind) {
    case 'upgrade':
    case 'ask_admin':
      return <PlanField entry={entry} offer={offer} />
    case 'trial':
      return (
        <div class="fields">
          <PlanField entry={entry} offer={offer} />
          <Field
            path="lasts"
            label="The trial runs for"
            issues={at('lasts')}
            hint="Once for an account. Your backend is told when it begins and ends."
          >
            <DurationInput
              path="lasts"
              label="Trial"
              issues={at('lasts')}
              value={offer.lasts}
              onChange={(lasts) => entry.edit({ ...offer, lasts }, 'lasts')}
            />
          </Field>
        </div>
      )
    case 'seats':
      return (
        <Field path="seats" label="Seats more" issues={at('seats')}>
          <input
            {...controlProps('seats', at('seats'))}
            class="input number"
            type="number"
            min="1"
            value={Number.isNaN(offer.seats) ? '' : offer.seats}
            onInput={(event) =>
              entry.edit({ ...offer, seats: event.currentTarget.valueAsNumber }, 'seats')
            }
          />
        </Field>
      )
    case 'add_on':
      return (
        <Field path="addOn" label="Add-on" issues={at('addOn')} hint="As your billing calls it.">
          <input
            {...controlProps('addOn', at('addOn'))}
            class="input"
            maxLength={64}
            value={offer.addOn}
            onInput={(event) => entry.edit({ ...offer, addOn: event.currentTarget.value }, 'addOn')}
          />
        </Field>
      )
    case 'contact':
    case 'learn_more':
      return <p class="hint">Where its button leads is said in each nudge.</p>
    default:
      return offer satisfies never
  }
}

type OfPlan = Extract<Offer, { plan: string }>

const PlanField = ({ entry, offer }: { entry: Entry<'offer'>; offer: OfPlan }) => {
  const { catalogue } = useWorkspace()
  const plans = catalogue.plans.value ?? []
  const issues = issuesAt(entry.issues.value, 'plan')
  const isKnown = plans.some((one) => one.key === offer.plan)
  return (
    <Field
      path="plan"
      label="Plan"
      issues={issues}
      hint={plans.length === 0 ? 'There is no plan yet: add one first.' : undefined}
    >
      <select
        {...controlProps('plan', issues)}
        class="select"
        value={offer.plan}
        onChange={(event) => entry.edit({ ...offer, plan: event.currentTarget.value }, 'plan')}
      >
        {!isKnown && <option value={offer.plan}>{offer.plan || 'Choose a plan'}</option>}
        {plans.map(({ key, draft }) => (
          <option key={key} value={key}>
            {draft.name}
          </option>
        ))}
      </select>
    </Field>
  )
}
