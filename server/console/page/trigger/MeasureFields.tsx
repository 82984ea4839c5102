/** What a measure looks at, field by field. */

import type { Measure } from '../../../../shared/definition/trigger.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { NumberInput } from '../../component/form/NumberInput.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { asKind, type Counted, eventsOf, kindOf, ofEvents } from '../../model/trigger/measure.ts'
import { meterReadWords, trialReadWords } from '../../words/trigger.ts'
import { WhereFields } from './WhereFields.tsx'

type Props = {
  /** Of the measure, as issues name it. */
  path: string
  measure: Measure
  issues: readonly Issue[]
  onChange(measure: Measure): void
}

export const MeasureFields = (props: Props) => {
  const { measure } = props
  const { nudges } = useWorkspace()
  if ('count' in measure) {
    return (
      <>
        <Words>times of</Words>
        <EventFields {...props} />
      </>
    )
  }
  if ('sum' in measure) return <SumFields {...props} sum={measure.sum} />
  if ('distinct' in measure) return <DistinctFields {...props} distinct={measure.distinct} />
  if ('growth' in measure) return <GrowthFields {...props} growth={measure.growth} />
  if ('meter' in measure) return <MeterFields {...props} meter={measure.meter} />
  if ('newFeatures' in measure) {
    return <NewFeaturesFields {...props} newFeatures={measure.newFeatures} />
  }
  if ('signals' in measure) return <SignalsFields {...props} signals={measure.signals} />
  if ('age' in measure) {
    return (
      <>
        <Words>days since</Words>
        <ChoiceOf
          label="Whose age"
          value={measure.age.of}
          options={{ account: 'the account', user: 'the person' }}
          onChange={(of) => props.onChange({ age: { of } })}
        />
        <Words>was first seen</Words>
      </>
    )
  }
  const { read, offer } = measure.trial
  const offers = Object.fromEntries(
    nudges.offers.data.value
      ?.filter(({ draft }) => draft.kind === 'trial')
      .map(({ key, draft }) => [key, draft.name]) ?? [],
  )
  return (
    <>
      <ChoiceOf
        label="Which days"
        value={read}
        options={trialReadWords}
        onChange={(next) => props.onChange({ trial: { ...measure.trial, read: next } })}
      />
      <Words>of</Words>
      <ChoiceOf
        path={`${props.path}.trial.offer`}
        label="Which trial"
        issues={issuesAt(props.issues, `${props.path}.trial.offer`)}
        value={offer ?? ''}
        options={{ '': 'any trial', ...offers }}
        onChange={(next) => props.onChange({ trial: { read, ...(next && { offer: next }) } })}
      />
    </>
  )
}

const Words = ({ children }: { children: string }) => <span class="leaf-word">{children}</span>

/** Which events, of what kind, in which time. */
const EventFields = ({ path, measure, issues, onChange }: Props) => {
  const { triggers } = useWorkspace()
  const spec = eventsOf(measure)
  const at = `${path}.${kindOf(measure)}`
  const known = triggers.vocabulary.data.value?.events ?? []
  if (!spec) return null
  return (
    <>
      <Suggested
        path={`${at}.event`}
        label="Event"
        placeholder="paywall_hit"
        issues={issuesAt(issues, `${at}.event`)}
        value={spec.event}
        known={known.map((one) => one.name)}
        onChange={(event) => onChange(ofEvents(measure, { event }))}
      />
      <WhereFields
        path={`${at}.where`}
        issues={issues}
        event={spec.event}
        where={spec.where}
        onChange={(where) => onChange(ofEvents(measure, { where }))}
      />
      <Words>in the last</Words>
      <DurationInput
        path={`${at}.within`}
        label="Time"
        issues={issuesAt(issues, `${at}.within`)}
        value={spec.within}
        onChange={(within) => onChange(ofEvents(measure, { within }))}
      />
    </>
  )
}

/** The properties that an event really comes with. */
function useProperties(event: string | undefined): string[] {
  const { triggers } = useWorkspace()
  const known = triggers.vocabulary.data.value?.events.find((one) => one.name === event)
  return known?.properties.map((one) => one.name) ?? []
}

type Part<K extends string> = Props & { [P in K]: Extract<Measure, { [Q in P]: unknown }>[P] }

const SumFields = (props: Part<'sum'>) => {
  const { path, sum, issues, onChange } = props
  return (
    <>
      <Words>sum of</Words>
      <Suggested
        path={`${path}.sum.property`}
        label="Property"
        placeholder="rows"
        issues={issuesAt(issues, `${path}.sum.property`)}
        value={sum.property}
        known={useProperties(sum.event)}
        onChange={(property) => onChange({ sum: { ...sum, property } })}
      />
      <Words>over</Words>
      <EventFields {...props} />
    </>
  )
}

const DistinctFields = (props: Part<'distinct'>) => {
  const { path, distinct, issues, onChange } = props
  const properties = useProperties(distinct.event)
  const options: Record<string, string> = {
    user: 'people',
    department: 'departments',
    feature: 'features',
    ...Object.fromEntries(properties.map((one) => [`property.${one}`, `values of “${one}”`])),
  }
  return (
    <>
      <Words>different</Words>
      <ChoiceOf
        path={`${path}.distinct.of`}
        label="Different what"
        issues={issuesAt(issues, `${path}.distinct.of`)}
        value={distinct.of}
        options={options}
        onChange={(of) => onChange({ distinct: { ...distinct, of } })}
      />
      <Words>with</Words>
      <EventFields {...props} />
    </>
  )
}

const countedWords = { count: 'how often', sum: 'the sum', distinct: 'how many different' }

const GrowthFields = (props: Part<'growth'>) => {
  const { path, growth, issues, onChange } = props
  const inner = kindOf(growth.of) as keyof typeof countedWords
  const setOf = (of: Measure) => onChange({ growth: { ...growth, of: of as Counted } })
  return (
    <>
      <Words>percent more of</Words>
      <ChoiceOf
        label="Growth of what"
        value={inner}
        options={countedWords}
        onChange={(next) => setOf(asKind(growth.of, next))}
      />
      <MeasureFields {...props} path={`${path}.growth.of`} measure={growth.of} onChange={setOf} />
      <Words>than in the time before, if that had at least</Words>
      <NumberInput
        path={`${path}.growth.minBase`}
        label="Least before"
        issues={issuesAt(issues, `${path}.growth.minBase`)}
        min={1}
        value={growth.minBase}
        onChange={(minBase) => onChange({ growth: { ...growth, minBase } })}
      />
    </>
  )
}

const MeterFields = ({ path, meter, issues, onChange }: Part<'meter'>) => {
  const { triggers, nudges } = useWorkspace()
  const read = triggers.vocabulary.data.value?.meters ?? []
  return (
    <>
      <Words>the</Words>
      <ChoiceOf
        label="What of the meter"
        value={meter.read}
        options={meterReadWords}
        onChange={(next) => onChange({ meter: { ...meter, read: next } })}
      />
      <Words>of</Words>
      <Suggested
        path={`${path}.meter.name`}
        label="Meter"
        placeholder="seats"
        issues={issuesAt(issues, `${path}.meter.name`)}
        value={meter.name}
        known={[...new Set([...nudges.meters.value, ...read])]}
        onChange={(name) => onChange({ meter: { ...meter, name } })}
      />
    </>
  )
}

const NewFeaturesFields = ({ path, newFeatures, issues, onChange }: Part<'newFeatures'>) => {
  const at = (part: keyof typeof newFeatures) => `${path}.newFeatures.${part}`
  const set = (change: Partial<typeof newFeatures>) =>
    onChange({ newFeatures: { ...newFeatures, ...change } })
  return (
    <>
      <Words>features first used after the first</Words>
      <DurationInput
        path={at('baseline')}
        label="First time"
        issues={issuesAt(issues, at('baseline'))}
        value={newFeatures.baseline}
        onChange={(baseline) => set({ baseline })}
      />
      <Words>and at least</Words>
      <NumberInput
        path={at('minUses')}
        label="Uses"
        issues={issuesAt(issues, at('minUses'))}
        min={1}
        value={newFeatures.minUses}
        onChange={(minUses) => set({ minUses })}
      />
      <Words>times in the last</Words>
      <DurationInput
        path={at('within')}
        label="Time"
        issues={issuesAt(issues, at('within'))}
        value={newFeatures.within}
        onChange={(within) => set({ within })}
      />
    </>
  )
}

const SignalsFields = ({ path, signals, issues, onChange }: Part<'signals'>) => {
  const { triggers } = useWorkspace()
  const others = Object.fromEntries(
    triggers.sorted.value?.map(({ key, draft }) => [key, draft.name]) ?? [],
  )
  const at = (part: keyof typeof signals) => `${path}.signals.${part}`
  const set = (change: Partial<typeof signals>) => onChange({ signals: { ...signals, ...change } })
  return (
    <>
      <ChoiceOf
        label="Counted by"
        value={signals.of}
        options={{ user: 'people with a signal', account: 'signals' }}
        onChange={(of) => set({ of })}
      />
      <Words>of</Words>
      <ChoiceOf
        path={at('trigger')}
        label="Trigger"
        issues={issuesAt(issues, at('trigger'))}
        value={signals.trigger}
        options={{ '': 'choose a trigger', ...others }}
        onChange={(trigger) => set({ trigger })}
      />
      <Words>in the last</Words>
      <DurationInput
        path={at('within')}
        label="Time"
        issues={issuesAt(issues, at('within'))}
        value={signals.within}
        onChange={(within) => set({ within })}
      />
    </>
  )
}
