/** Reps who have something of their own: a name, hours, a way to be told. */
import type { Rep } from '../../../../shared/workspace/sales-team.ts'
import { Button } from '../../component/button/Button.tsx'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { NumberInput } from '../../component/form/NumberInput.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'
import { type TeamProps, useAddresses } from './OwnerSection.tsx'
import { QuietFields, ZoneField } from './QuietFields.tsx'
import { useWays } from './TellingSection.tsx'

export const RepsSection = ({ model, team }: TeamProps) => {
  const { toasts } = useConsole()
  const set = (reps: Rep[]) => model.set('sales', { ...team, reps })
  const remove = (place: number) => {
    const before = team.reps
    set(before.filter((_, i) => i !== place))
    toasts.say('The rep is removed', { label: 'Undo', run: () => set(before) })
  }
  return (
    <Section
      title="Reps with rules of their own"
      needs="settings"
      words="Who is not named here is told all the same, by the rules above."
    >
      {team.reps.map((rep, place) => (
        <RepFields
          key={place}
          place={place}
          rep={rep}
          team={team}
          model={model}
          onChange={(next) => set(team.reps.map((one, i) => (i === place ? next : one)))}
          onRemove={() => remove(place)}
        />
      ))}
      <div>
        <Button size="small" icon="plus" onClick={() => set([...team.reps, { email: '' }])}>
          Add a rep
        </Button>
      </div>
    </Section>
  )
}

type Props = TeamProps & {
  place: number
  rep: Rep
  onChange(rep: Rep): void
  onRemove(): void
}

const RepFields = ({ place, rep, team, model, onChange, onRemove }: Props) => {
  const ways = useWays(rep.destination)
  const addresses = useAddresses(team)
  const path = `sales.reps.${place}`
  const at = (part: string) => issuesAt(model.issues.value, `${path}.${part}`)
  const without = (name: keyof Rep) => {
    const { [name]: _gone, ...rest } = rep
    return rest as Rep
  }
  const who = rep.name ?? (rep.email || `rep ${place + 1}`)
  const hasHours = rep.quiet !== undefined || rep.timeZone !== undefined
  return (
    <fieldset class="leaf">
      <legend class="visually-hidden">{who}</legend>
      <div class="fields">
        <Field path={`${path}.email`} label="Address" issues={at('email')}>
          <Suggested
            path={`${path}.email`}
            label="Address"
            placeholder="ada@example.com"
            issues={at('email')}
            value={rep.email}
            known={addresses}
            onChange={(email) => onChange({ ...rep, email })}
          />
        </Field>
        <Field path={`${path}.name`} label="Name" isOptional issues={at('name')}>
          <input
            {...controlProps(`${path}.name`, at('name'))}
            class="input"
            maxLength={120}
            value={rep.name ?? ''}
            onInput={(event) => {
              const name = event.currentTarget.value
              onChange(name === '' ? without('name') : { ...rep, name })
            }}
          />
        </Field>
        <Field path={`${path}.destination`} label="Told by" issues={at('destination')}>
          <ChoiceOf
            path={`${path}.destination`}
            issues={at('destination')}
            label="Told by"
            value={rep.destination ?? ''}
            options={{ '': 'as all', ...ways }}
            onChange={(id) =>
              onChange(id === '' ? without('destination') : { ...rep, destination: id })
            }
          />
        </Field>
        <Field path={`${path}.alertsPerDay`} label="Alerts a day" issues={at('alertsPerDay')}>
          <NumberInput
            path={`${path}.alertsPerDay`}
            issues={at('alertsPerDay')}
            value={rep.alertsPerDay ?? team.alertsPerDay}
            min={0}
            max={100}
            onChange={(alertsPerDay) => onChange({ ...rep, alertsPerDay })}
          />
        </Field>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={hasHours}
          onChange={() => {
            const { quiet: _quiet, timeZone: _zone, ...rest } = rep
            onChange(hasHours ? rest : { ...rest, quiet: team.quiet, timeZone: team.timeZone })
          }}
        />
        Has hours of their own
      </label>
      {hasHours && (
        <div class="fields">
          <ZoneField
            path={`${path}.timeZone`}
            of={who}
            value={rep.timeZone ?? team.timeZone}
            issues={at('timeZone')}
            onChange={(timeZone) => onChange({ ...rep, timeZone })}
          />
          <QuietFields
            path={`${path}.quiet`}
            of={who}
            value={rep.quiet ?? team.quiet}
            issues={at('quiet')}
            onChange={(quiet) => onChange({ ...rep, quiet })}
          />
        </div>
      )}
      <div>
        <Button size="small" tone="quiet" icon="cross" onClick={onRemove}>
          Remove {who}
        </Button>
      </div>
    </fieldset>
  )
}
