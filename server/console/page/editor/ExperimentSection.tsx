/** What is tried against what, and which part of the accounts gets it. */
import type { Arm, Experiment } from '../../../../shared/definition/nudge.ts'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Faults, Field } from '../../component/form/Field.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { useConsole } from '../../component/frame/context.tsx'
import {
  type ArmShows,
  mostArms,
  newExperiment,
  shareOf,
  showsOf,
  withArm,
  withNewArm,
  withoutArm,
  withShows,
} from '../../model/editor/experiment.ts'
import { isAt, issuesAt } from '../../model/editor/issues.ts'
import { wordsInWords } from '../../words/translations.ts'
import { LiftField } from './LiftField.tsx'
import { Section, type SectionProps } from './Section.tsx'
import { writeWords } from './write-words.ts'

export const ExperimentSection = (props: SectionProps) => {
  const { editor, issues } = props
  const { experiment } = editor.draft.value
  const start = () => {
    editor.set('experiment', newExperiment(editor.draft.peek()))
  }
  return (
    <Section
      title="Experiment"
      words="Try words against each other, or against showing nothing at all."
    >
      {experiment ? (
        <Fields {...props} experiment={experiment} />
      ) : (
        <>
          <p class="hint">
            None: everyone gets the same. With one, each account is given an arm and keeps it, and
            the results say which arm earned more.
          </p>
          <div>
            <Button size="small" icon="plus" onClick={start}>
              Try something
            </Button>
          </div>
        </>
      )}
      <Faults path="experiment" issues={issues.filter(({ path }) => path === 'experiment')} />
    </Section>
  )
}

type FieldsProps = SectionProps & { experiment: Experiment }

const Fields = ({ editor, issues, experiment }: FieldsProps) => {
  const { toasts } = useConsole()
  const { arms, key, unit } = experiment
  const set = (next: Experiment | undefined) =>
    next ? editor.set('experiment', next) : editor.clear('experiment')
  /** What takes words away can be taken back. */
  const take = (next: Experiment | undefined, said: string) => {
    const before = editor.draft.peek()
    set(next)
    toasts.say(said, { label: 'Undo', run: () => editor.restore(before) })
  }
  const show = (place: number, shows: ArmShows) => {
    const next = withShows(experiment, place, shows, editor.draft.peek().copy)
    const arm = arms[place]
    if (arm?.copy && shows !== 'own') take(next, `The words of ${nameOf(arm)} are gone`)
    else set(next)
  }
  const at = (path: string) => issuesAt(issues, `experiment.${path}`)
  const drawn = editor.record.value?.published?.experiment
  return (
    <>
      <ol class="arms">
        {arms.map((arm, place) => (
          <li key={arm.key}>
            <ArmRow
              arm={arm}
              place={place}
              share={shareOf(arms, place)}
              issues={at(`arms.${place}`).filter(
                ({ path }) => !isAt(path, `experiment.arms.${place}.copy`),
              )}
              onWeight={(weight) => set(withArm(experiment, place, { weight }))}
              onShows={(shows) => show(place, shows)}
              onWrite={() => writeWords(editor, { kind: 'arm', arm: arm.key })}
              onRemove={() => take(withoutArm(experiment, place), `${nameOf(arm)} is removed`)}
            />
          </li>
        ))}
      </ol>
      <Faults
        path="experiment.arms"
        issues={issues.filter(({ path }) => path === 'experiment.arms')}
      />
      <div class="line">
        {arms.length < mostArms && (
          <Button size="small" icon="plus" onClick={() => set(withNewArm(experiment))}>
            Add an arm
          </Button>
        )}
        <Button
          size="small"
          tone="quiet"
          icon="trash"
          onClick={() => take(undefined, 'The experiment is removed')}
        >
          Remove the experiment
        </Button>
      </div>
      <div class="fields">
        <Field
          path="experiment.key"
          label="Draw"
          issues={at('key')}
          hint={
            drawn && drawn.key !== key
              ? `It is live as “${drawn.key}”: under another name all accounts are drawn anew, and some will see something else.`
              : 'Who gets which arm is drawn from this name, the same every time. Nudges with the same draw and arms give an account the same arm; keep it, and nobody changes sides.'
          }
        >
          <input
            {...controlProps('experiment.key', at('key'))}
            class="input mono"
            maxLength={64}
            spellcheck={false}
            value={key}
            onInput={(event) => set({ ...experiment, key: event.currentTarget.value })}
          />
        </Field>
        <div class="field">
          <span class="field-label" aria-hidden="true">
            Drawn by
          </span>
          <Segments
            label="Drawn by"
            value={unit}
            options={[
              { value: 'account', text: 'Account' },
              { value: 'user', text: 'User' },
            ]}
            onChange={(next) => set({ ...experiment, unit: next })}
          />
          <p class="hint">
            {unit === 'account'
              ? 'Colleagues see the same.'
              : 'Colleagues may see different things, and talk about it.'}
          </p>
        </div>
      </div>
      <LiftField editor={editor} issues={at('lift')} experiment={experiment} onChange={set} />
    </>
  )
}

const nameOf = (arm: Arm) => wordsInWords({ kind: 'arm', arm: arm.key })

const shows: { value: ArmShows; text: string }[] = [
  { value: 'nudge', text: 'The nudge’s words' },
  { value: 'own', text: 'Words of its own' },
  { value: 'nothing', text: 'Nothing (control)' },
]

type ArmProps = {
  arm: Arm
  place: number
  share: number | undefined
  issues: SectionProps['issues']
  onWeight(weight: number): void
  onShows(shows: ArmShows): void
  onWrite(): void
  onRemove(): void
}

const ArmRow = ({ arm, place, share, issues, onWeight, onShows, onWrite, onRemove }: ArmProps) => {
  const name = nameOf(arm)
  const path = `experiment.arms.${place}`
  const weightIssues = issuesAt(issues, `${path}.weight`)
  const own = issues.filter((one) => !weightIssues.includes(one))
  return (
    <fieldset class="arm">
      <legend class="visually-hidden">{name}</legend>
      <span class="arm-name" aria-hidden="true">
        {arm.key.toUpperCase()}
      </span>
      <select
        {...controlProps(path, own)}
        class="select"
        aria-label={`${name} shows`}
        value={showsOf(arm)}
        onChange={(event) => onShows(event.currentTarget.value as ArmShows)}
      >
        {shows.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
      <span class="line">
        <input
          {...controlProps(`${path}.weight`, weightIssues)}
          class="input number"
          type="number"
          min="0"
          step="any"
          aria-label={`${name}, weight`}
          value={Number.isNaN(arm.weight) ? '' : arm.weight}
          onInput={(event) => onWeight(event.currentTarget.valueAsNumber)}
        />
        <span class="number arm-share">
          {share === undefined ? '—' : `${Math.round(share * 10) / 10} %`}
        </span>
        <Button tone="quiet" icon="cross" label={`Remove ${name}`} onClick={onRemove} />
      </span>
      {arm.copy && (
        <button type="button" class="link arm-write" onClick={onWrite}>
          Write its words
        </button>
      )}
      <Faults path={path} issues={own} />
      <Faults path={`${path}.weight`} issues={weightIssues} />
    </fieldset>
  )
}
