/** What a measure looks at, field by field. */
import type { Issue } from '../../../../shared/error.ts'
import type { Measure } from '../../../../shared/trigger.ts'
import { ChoiceOf } from '../../component/ChoiceOf.tsx'
import { useWorkspace } from '../../component/context.tsx'
import { DurationInput } from '../../component/DurationInput.tsx'
import { controlProps } from '../../component/Field.tsx'
import { Suggested } from '../../component/Suggested.tsx'
import { asKind, type Counted, eventsOf, kindOf, ofEvents } from '../../model/trigger/measure.ts'
import { meterReadWords, trialReadWords } from '../../words/trigger.ts'
import { WhereFields } from './WhereFields.tsx'

type Props = {
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
        label="Which trial"
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
  const known = triggers.vocabulary.data.value?.events ?? []
  if (!spec) return null
  return (
    <>
      <Suggested
        path={`${path}.measure.event`}
        label="Event"
        placeholder="paywall_hit"
        issues={issues.filter((one) => one.path.endsWith('.event'))}
        value={spec.event}
        known={known.map((one) => one.name)}
        onChange={(event) => onChange(ofEvents(measure, { event }))}
      />
      <WhereFields
        path={`${path}.measure.where`}
        event={spec.event}
        where={spec.where}
        onChange={(where) => onChange(ofEvents(measure, { where }))}
      />
      <Words>in the last</Words>
      <DurationInput
        path={`${path}.measure.within`}
        label="Time"
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
        path={`${path}.measure.sum.property`}
        label="Property"
        placeholder="rows"
        issues={issues.filter((one) => one.path.endsWith('.property'))}
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
  const { distinct, onChange } = props
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
        label="Different what"
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
  const { path, growth, onChange } = props
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
      <MeasureFields {...props} measure={growth.of} onChange={setOf} />
      <Words>than in the time before, if that had at least</Words>
      <NumberInput
        path={`${path}.measure.growth.minBase`}
        label="Least before"
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
        path={`${path}.measure.meter.name`}
        label="Meter"
        placeholder="seats"
        issues={issues.filter((one) => one.path.endsWith('.name'))}
        value={meter.name}
        known={[...new Set([...nudges.meters.value, ...read])]}
        onChange={(name) => onChange({ meter: { ...meter, name } })}
      />
    </>
  )
}

const NewFeaturesFields = ({ path, newFeatures, onChange }: Part<'newFeatures'>) => {
  const set = (change: Partial<typeof newFeatures>) =>
    onChange({ newFeatures: { ...newFeatures, ...change } })
  return (
    <>
      <Words>features first used after the first</Words>
      <DurationInput
        path={`${path}.measure.newFeatures.baseline`}
        label="First time"
        value={newFeatures.baseline}
        onChange={(baseline) => set({ baseline })}
      />
      <Words>and at least</Words>
      <NumberInput
        path={`${path}.measure.newFeatures.minUses`}
        label="Uses"
        value={newFeatures.minUses}
        onChange={(minUses) => set({ minUses })}
      />
      <Words>times in the last</Words>
      <DurationInput
        path={`${path}.measure.newFeatures.within`}
        label="Time"
        value={newFeatures.within}
        onChange={(within) => set({ within })}
      />
    </>
  )
}

const SignalsFields = ({ path, signals, onChange }: Part<'signals'>) => {
  const { triggers } = useWorkspace()
  const others = Object.fromEntries(
    triggers.sorted.value?.map(({ key, draft }) => [key, draft.name]) ?? [],
  )
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
        label="Trigger"
        id={controlProps(`${path}.measure.signals.trigger`).id}
        value={signals.trigger}
        options={{ '': 'choose a trigger', ...others }}
        onChange={(trigger) => set({ trigger })}
      />
      <Words>in the last</Words>
      <DurationInput
        path={`${path}.measure.signals.within`}
        label="Time"
        value={signals.within}
        onChange={(within) => set({ within })}
      />
    </>
  )
}

type NumberProps = { path: string; label: string; value: number; onChange(value: number): void }

const NumberInput = ({ path, label, value, onChange }: NumberProps) => (
  <input
    {...controlProps(path)}
    class="input number"
    type="number"
    min="1"
    aria-label={label}
    value={value}
    onInput={(event) => {
      const typed = event.currentTarget.valueAsNumber
      if (Number.isFinite(typed)) onChange(typed)
    }}
  />
)
