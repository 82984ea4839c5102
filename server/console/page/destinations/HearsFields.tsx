/** What a destination is told: signals by family or trigger, and what happens to trials and plans. */
import { useEffect } from 'preact/hooks'
import type { Family } from '../../../../shared/definition/trigger.ts'
import type { Hears } from '../../../../shared/destination/hears.ts'
import { toldEvents } from '../../../../shared/destination/kind.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { Checks } from '../../component/form/Checks.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { eventWords } from '../../words/destination.ts'
import { familyWords } from '../../words/trigger.ts'

type Props = { hears: Hears; issues: readonly Issue[]; onChange(hears: Hears): void }

const families = Object.keys(familyWords) as Family[]

export const HearsFields = ({ hears, issues, onChange }: Props) => {
  const { triggers } = useWorkspace()
  useEffect(() => void triggers.load(10_000), [triggers])
  // Of a family that is told anyway, a trigger needs no word of its own.
  const others = (triggers.sorted.value ?? []).filter(
    ({ key, draft }) => hears.triggers.includes(key) || !hears.families.includes(draft.family),
  )
  return (
    <>
      <Checks
        path="hears.families"
        issues={issuesAt(issues, 'hears.families')}
        legend="Signals, when an account"
        options={families.map((one) => [one, familyWords[one]])}
        chosen={hears.families}
        onChange={(all) => onChange({ ...hears, families: all as Family[] })}
      />
      {others.length > 0 && (
        <Checks
          path="hears.triggers"
          issues={issuesAt(issues, 'hears.triggers')}
          legend="And the signals of these triggers"
          options={others.map(({ key, draft }) => [key, draft.name])}
          chosen={hears.triggers}
          onChange={(all) => onChange({ ...hears, triggers: all })}
        />
      )}
      <Checks
        path="hears.events"
        issues={issuesAt(issues, 'hears.events')}
        legend="And when"
        options={toldEvents.map((one) => [one, eventWords[one]])}
        chosen={hears.events}
        onChange={(all) => onChange({ ...hears, events: all as Hears['events'] })}
      />
    </>
  )
}
