/** The smallest lift that is worth finding, and how many it takes to find it. */
import { useEffect } from 'preact/hooks'
import type { Experiment } from '../../../../shared/definition/nudge.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { neededUnits, worthwhileLift } from '../../../../shared/results/needed.ts'
import { zOf } from '../../../../shared/results/normal.ts'
import { counted } from '../../../../shared/words/number.ts'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import { choiceOf } from '../../model/results/results-choice.ts'
import { percent } from '../../words/results.ts'

type Props = {
  editor: Editor
  issues: readonly Issue[]
  experiment: Experiment
  onChange(next: Experiment): void
}

const confidence = 0.95
/** Where nobody has bought yet: one in twenty, as an example. */
const exampleRate = 0.05

export const LiftField = ({ editor, issues, experiment, onChange }: Props) => {
  const { results } = useWorkspace()
  const nudge = editor.record.value?.published ? editor.record.value.key : null
  const known = results.of(choiceOf('', results.today()), nudge)
  useEffect(() => {
    if (nudge !== null) void known.load(60_000)
  }, [known, nudge])
  const { lift = worthwhileLift, unit, arms } = experiment
  const seen = nudge === null ? null : (known.data.value?.total.rates.converted.value ?? null)
  const rate = seen || exampleRate
  const needed = neededUnits(rate, zOf(confidence, arms.length - 1), lift)
  return (
    <Field
      path="experiment.lift"
      label="Smallest lift worth finding, in percent"
      issues={issues}
      hint={
        needed === null || Number.isNaN(lift)
          ? 'Results say how many it takes, and how far it is.'
          : `It takes about ${counted(needed, unit)} in each arm to find it four times in five, ${
              seen ? `as ${percent(rate)} buy now` : `if ${percent(rate)} buy`
            }. Results say how far it is.`
      }
    >
      <input
        {...controlProps('experiment.lift', issues)}
        class="input number"
        type="number"
        min="1"
        max="1000"
        step="1"
        value={Number.isNaN(lift) ? '' : Math.round(lift * 1000) / 10}
        onInput={(event) =>
          onChange({ ...experiment, lift: event.currentTarget.valueAsNumber / 100 })
        }
      />
    </Field>
  )
}
