import type { Meter, MeterPeriod } from '../../../../shared/definition/meter.ts'
import { controlProps, Faults, Field } from '../../component/form/Field.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { meterInWords, periodWords } from '../../words/catalogue.ts'
import { Section } from '../editor/Section.tsx'
import { NameFields } from './NameFields.tsx'
import { WhereFields } from './WhereFields.tsx'

type Props = { entry: Entry<'meter'>; isNew: boolean }

/** What is counted, by either way of counting. */
const countedOf = ({ used }: Meter) => ('count' in used ? used.count : used.sum)

export const MeterForm = ({ entry, isNew }: Props) => {
  const meter = entry.draft.value
  const { used } = meter
  const counted = countedOf(meter)
  const way = 'count' in used ? 'count' : 'sum'
  const at = (path: string) => issuesAt(entry.issues.value, path)
  const change = (patch: { event?: string; property?: string }, path: string) => {
    const next =
      'count' in used ? { count: { ...used.count, ...patch } } : { sum: { ...used.sum, ...patch } }
    entry.edit({ ...meter, used: next as Meter['used'] }, `used.${way}.${path}`)
  }
  const choose = (next: 'count' | 'sum') => {
    if (next === way) return
    const { event, where } = counted
    const same = { event, ...(where && { where }) }
    const made = next === 'count' ? { count: same } : { sum: { ...same, property: '' } }
    entry.edit({ ...meter, used: made }, 'used')
  }
  return (
    <div class="stack">
      <Section title="Meter">
        <NameFields
          entry={entry}
          isNew={isNew}
          example="Exports"
          keyHint="What plans, triggers and placements call it."
        />
        <div class="stack tight">
          <Segments
            label="How it is read"
            value={way}
            options={[
              { value: 'count', text: 'Count events' },
              { value: 'sum', text: 'Add up a property' },
            ]}
            onChange={choose}
          />
        </div>
        <div class="fields">
          <Field
            path={`used.${way}.event`}
            label="Event"
            issues={at(`used.${way}.event`)}
            hint="By the name that your product sends, such as report_exported."
          >
            <input
              {...controlProps(`used.${way}.event`, at(`used.${way}.event`))}
              class="input mono"
              maxLength={100}
              spellcheck={false}
              value={counted.event}
              onInput={(event) => change({ event: event.currentTarget.value }, 'event')}
            />
          </Field>
          {'sum' in used && (
            <Field
              path="used.sum.property"
              label="Property"
              issues={at('used.sum.property')}
              hint="The number in the event that is added up."
            >
              <input
                {...controlProps('used.sum.property', at('used.sum.property'))}
                class="input mono"
                maxLength={64}
                spellcheck={false}
                value={used.sum.property}
                onInput={(event) => change({ property: event.currentTarget.value }, 'property')}
              />
            </Field>
          )}
        </div>
        <WhereFields
          path={`used.${way}.where`}
          issues={at(`used.${way}.where`)}
          where={counted.where ?? {}}
          onChange={(where) => {
            const { where: _before, ...rest } = counted
            const same = Object.keys(where).length > 0 ? { ...rest, where } : rest
            entry.edit(
              {
                ...meter,
                used: ('count' in used ? { count: same } : { sum: same }) as Meter['used'],
              },
              `used.${way}.where`,
            )
          }}
        />
      </Section>
      <Section title="Period and limit">
        <div class="fields">
          <Field path="period" label="Starts again with each" issues={at('period')} hint="In UTC.">
            <select
              {...controlProps('period', at('period'))}
              class="select"
              value={meter.period}
              onChange={(event) =>
                entry.edit({ ...meter, period: event.currentTarget.value as MeterPeriod }, 'period')
              }
            >
              {Object.entries(periodWords).map(([period, words]) => (
                <option key={period} value={period}>
                  {words}
                </option>
              ))}
            </select>
          </Field>
          <LimitField entry={entry} />
        </div>
        {counted.event.trim() !== '' && <p class="hint">{meterInWords(meter)}.</p>}
      </Section>
    </div>
  )
}

const LimitField = ({ entry }: { entry: Entry<'meter'> }) => {
  const meter = entry.draft.value
  const { limit } = meter
  const found = issuesAt(entry.issues.value, 'limit')
  const issues = found.filter(({ path }) => path === 'limit')
  const ofTrait = issuesAt(found, 'limit.trait')
  const isTrait = limit !== 'plan'
  return (
    <Field path="limit" label="The limit stands in" issues={issues}>
      <select
        {...controlProps('limit', issues)}
        class="select"
        value={isTrait ? 'trait' : 'plan'}
        onChange={(event) => {
          const next = event.currentTarget.value === 'plan' ? 'plan' : { trait: 'account.' }
          entry.edit({ ...meter, limit: next as Meter['limit'] }, 'limit')
        }}
      >
        <option value="plan">the account’s plan</option>
        <option value="trait">a trait of the account</option>
      </select>
      {isTrait && (
        <input
          {...controlProps('limit.trait', ofTrait)}
          class="input mono"
          aria-label="Trait"
          placeholder="export_limit"
          maxLength={64}
          spellcheck={false}
          value={limit.trait.replace(/^account\./, '')}
          onInput={(event) =>
            entry.edit(
              { ...meter, limit: { trait: `account.${event.currentTarget.value}` } },
              'limit',
            )
          }
        />
      )}
      <Faults path="limit.trait" issues={ofTrait} />
    </Field>
  )
}
