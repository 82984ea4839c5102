/** From when until when, by the clocks of a place; what is kept are instants. */
import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import { isZone } from '../../../../shared/value/zone.ts'
import { controlProps, Faults, Field } from '../../component/form/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import {
  type Instant,
  instantOf,
  offsetInWords,
  ownZone,
  wallTimeOf,
  zones,
} from '../../model/editor/zone.ts'
import type { SectionProps } from './Section.tsx'

export const ScheduleFields = ({ editor, issues }: SectionProps) => {
  const typed = useSignal(ownZone())
  const known = useId()
  const isKnown = isZone(typed.value)
  const zone = isKnown ? typed.value : ownZone()
  const { schedule } = editor.draft.value
  const fault = { path: 'schedule.zone', message: 'There is no such time zone' }
  return (
    <fieldset class="stack tight">
      <legend class="field-label">
        <span>
          Schedule <span class="optional">optional</span>
        </span>
      </legend>
      <div class="fields">
        <Moment editor={editor} issues={issues} edge="startsAt" label="Starts" zone={zone} />
        <Moment editor={editor} issues={issues} edge="endsAt" label="Ends" zone={zone} />
        <Field
          path="schedule.zone"
          label="By the clocks of"
          issues={isKnown ? [] : [fault]}
          hint="Kept as moments that are the same everywhere: another place here shows them by its clocks, and changes nothing."
        >
          <input
            {...controlProps('schedule.zone', isKnown ? [] : [fault])}
            class="input"
            list={known}
            autocomplete="off"
            spellcheck={false}
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value
            }}
          />
          <datalist id={known}>
            {zones().map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </Field>
      </div>
      <Faults path="schedule" issues={issues.filter(({ path }) => path === 'schedule')} />
      {!schedule.startsAt && !schedule.endsAt && (
        <p class="hint">Without one it runs from its publishing until it is paused.</p>
      )}
    </fieldset>
  )
}

const clockWords: Record<Instant['clock'], string> = {
  usual: '',
  skipped: 'Clocks are set forward over this time: it is taken as one hour later.',
  twice: 'Clocks are set back, and show this time twice: the first is taken.',
}

type Props = SectionProps & { edge: keyof Nudge['schedule']; label: string; zone: string }

const Moment = ({ editor, issues, edge, label, zone }: Props) => {
  const clock = useSignal<Instant['clock']>('usual')
  const path = `schedule.${edge}`
  const found = issuesAt(issues, path)
  const value = editor.draft.value.schedule[edge]
  const change = (text: string) => {
    const { [edge]: _old, ...rest } = editor.draft.peek().schedule
    const instant = instantOf(text, zone)
    clock.value = instant?.clock ?? 'usual'
    editor.set('schedule', instant ? { ...rest, [edge]: instant.at } : rest)
  }
  const said = clockWords[clock.value]
  return (
    <Field
      path={path}
      label={label}
      issues={found}
      hint={value && [offsetInWords(value, zone), said].filter(Boolean).join('. ')}
    >
      <input
        {...controlProps(path, found)}
        class="input"
        type="datetime-local"
        value={value ? wallTimeOf(value, zone) : ''}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </Field>
  )
}
