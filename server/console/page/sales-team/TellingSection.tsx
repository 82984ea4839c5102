/** What holds for all reps: by which way they are told, when not, and how often. */

import type { SalesTeam } from '../../../../shared/workspace/sales-team.ts'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { NumberInput } from '../../component/form/NumberInput.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'
import type { TeamProps } from './OwnerSection.tsx'
import { QuietFields, ZoneField } from './QuietFields.tsx'

/** The ways by which a person can be told. The one that is chosen may have been removed since. */
export function useWays(chosen: string | null | undefined): Record<string, string> {
  const { destinations } = useWorkspace()
  const all = destinations.all.value
  const isRemoved = chosen && all && !destinations.find(chosen)
  return {
    ...Object.fromEntries(
      (all ?? [])
        .filter(({ kind }) => kind === 'slack' || kind === 'email' || kind === 'webhook')
        .map(({ id, name }) => [id, name]),
    ),
    ...(isRemoved && { [chosen]: 'Removed: choose another' }),
  }
}

export const TellingSection = ({ model, team }: TeamProps) => {
  const ways = useWays(team.destination)
  const at = (path: string) => issuesAt(model.issues.value, `sales.${path}`)
  const set = (change: Partial<SalesTeam>) => model.set('sales', { ...team, ...change })
  return (
    <Section
      title="How they are told"
      needs="settings"
      words="For all of them; each rep below may have hours and a way of their own."
    >
      <Field
        path="sales.destination"
        label="By"
        issues={at('destination')}
        hint={
          <>
            A channel names whom each alert is for; e-mail goes to the rep’s own address. Set up
            under <Link to="/destinations">Destinations</Link>.
          </>
        }
      >
        <ChoiceOf
          path="sales.destination"
          issues={at('destination')}
          label="By"
          value={team.destination ?? ''}
          options={{
            '': 'nothing yet: alerts wait',
            ...ways,
          }}
          onChange={(id) => set({ destination: id === '' ? null : id })}
        />
      </Field>
      <ZoneField
        path="sales.timeZone"
        value={team.timeZone}
        issues={at('timeZone')}
        onChange={(timeZone) => set({ timeZone })}
      />
      <QuietFields
        path="sales.quiet"
        value={team.quiet}
        issues={at('quiet')}
        onChange={(quiet) => set({ quiet })}
      />
      <Field
        path="sales.alertsPerDay"
        label="Alerts a day, at most"
        issues={at('alertsPerDay')}
        hint="For each rep. The readiest accounts come first; what is beyond goes into the digest."
      >
        <NumberInput
          path="sales.alertsPerDay"
          issues={at('alertsPerDay')}
          value={team.alertsPerDay}
          min={0}
          max={100}
          onChange={(alertsPerDay) => set({ alertsPerDay })}
        />
      </Field>
      <Field path="sales.digestAt" label="The digest goes out at" issues={at('digestAt')}>
        <input
          {...controlProps('sales.digestAt', at('digestAt'))}
          class="input time"
          type="time"
          value={team.digestAt}
          onInput={(event) => set({ digestAt: event.currentTarget.value })}
        />
      </Field>
      <label class="check">
        <input
          type="checkbox"
          checked={team.spendsBudget}
          onChange={() => set({ spendsBudget: !team.spendsBudget })}
        />
        An alert to a rep spends the account’s attention, as a prompt in its way does
      </label>
    </Section>
  )
}
