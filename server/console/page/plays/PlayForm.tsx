/** A play in parts: when, for whom, what then, and before or after which others. */

import type { Family } from '../../../../shared/definition/trigger.ts'
import { Checks } from '../../component/form/Checks.tsx'
import { Faults, Field } from '../../component/form/Field.tsx'
import { NumberInput } from '../../component/form/NumberInput.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { PlayEntry } from '../../model/play/plays.ts'
import { familyWords } from '../../words/trigger.ts'
import { NameFields } from '../catalogue/NameFields.tsx'
import { Section } from '../editor/Section.tsx'
import { ForSection } from './ForSection.tsx'
import { ThenSection } from './ThenSection.tsx'

export type PlayProps = { entry: PlayEntry }

export const PlayForm = ({ entry, isNew }: PlayProps & { isNew: boolean }) => (
  <>
    <Section title="What it is">
      <NameFields
        entry={entry}
        isNew={isNew}
        example="Enterprises go to their owner"
        keyHint="What the API knows it by. It stays as it is once it is saved."
      />
    </Section>
    <WhenSection entry={entry} />
    <ForSection entry={entry} />
    <ThenSection entry={entry} />
    <OrderSection entry={entry} />
  </>
)

const families = Object.entries(familyWords) as [Family, string][]

const WhenSection = ({ entry }: PlayProps) => {
  const { nudges } = useWorkspace()
  const draft = entry.draft.value
  const { when } = draft
  const set = (next: typeof when) => entry.edit({ ...draft, when: next }, 'when')
  const at = (path: string) => issuesAt(entry.issues.value, path)
  // Of a family that it is about anyway, a trigger needs no word of its own.
  const others = (nudges.triggers.data.value ?? []).filter(
    ({ key, draft }) => when.triggers.includes(key) || !when.families.includes(draft.family),
  )
  return (
    <Section title="When" words="Each time one of these signals comes.">
      <Checks
        path="when.families"
        issues={[...at('when.families'), ...(others.length > 0 ? [] : at('when.triggers'))]}
        legend="An account"
        options={families}
        chosen={when.families}
        onChange={(all) => set({ ...when, families: all as Family[] })}
      />
      {others.length > 0 && (
        <Checks
          path="when.triggers"
          issues={at('when.triggers')}
          legend="Or one of these triggers fires"
          options={others.map(({ key, draft }) => [key, draft.name])}
          chosen={when.triggers}
          onChange={(all) => set({ ...when, triggers: all })}
        />
      )}
      <Faults path="when" issues={at('when').filter(({ path }) => path === 'when')} />
    </Section>
  )
}

const OrderSection = ({ entry }: PlayProps) => {
  const draft = entry.draft.value
  return (
    <Section
      title="Before and after others"
      words="Several plays may be about one signal. The one with the highest priority is looked at first."
    >
      <Field
        path="priority"
        label="Priority"
        issues={issuesAt(entry.issues.value, 'priority')}
        hint="From -100 to 100. Of the same priority, the one whose key comes first."
      >
        <NumberInput
          path="priority"
          issues={issuesAt(entry.issues.value, 'priority')}
          value={draft.priority}
          min={-100}
          max={100}
          onChange={(priority) => entry.edit({ ...draft, priority }, 'priority')}
        />
      </Field>
      <label class="check">
        <input
          type="checkbox"
          checked={draft.stops}
          onChange={() => entry.edit({ ...draft, stops: !draft.stops }, 'stops')}
        />
        Where it fits, no play after it is looked at
      </label>
    </Section>
  )
}
