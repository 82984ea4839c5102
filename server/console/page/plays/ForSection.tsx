/** For which accounts a play is. */
import { useEffect } from 'preact/hooks'
import type { Play } from '../../../../shared/play/play.ts'
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { Faults } from '../../component/form/Field.tsx'
import { NumberInput } from '../../component/form/NumberInput.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { conditionOf, mostRows, type Place, rowsIn, treeOf } from '../../model/editor/audience.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { AudienceGroup } from '../editor/AudienceGroup.tsx'
import { KeptCondition } from '../editor/KeptCondition.tsx'
import { Section } from '../editor/Section.tsx'
import type { PlayProps } from './PlayForm.tsx'

/** What is known of an account whoever of it is at hand. */
export const accountPlaces: readonly Place[] = ['account', 'age.account']

const usual = { atLeast: 3, within: '14d' } as const
/** From where accounts are drawn as ready. */
const usualReadiness = { atLeast: 60 }

export const ForSection = ({ entry }: PlayProps) => {
  const { accounts } = useWorkspace()
  // For the names of traits that accounts have.
  useEffect(() => void accounts.search.load(60_000), [accounts])
  const draft = entry.draft.value
  const { people, readiness, accounts: asked } = draft.for
  const issues = issuesAt(entry.issues.value, 'for')
  const tree = treeOf(asked)
  const set = (next: Play['for']) => entry.edit({ ...draft, for: next }, 'for')
  const without = (name: keyof Play['for']) => {
    const { [name]: _gone, ...rest } = draft.for
    return rest
  }
  return (
    <Section
      title="For which accounts"
      words="By what is known of them: their plan, their revenue, how long they are here."
    >
      {tree ? (
        <>
          {tree.nodes.length === 0 && (
            <p class="hint">All accounts. Add a condition to be choosy.</p>
          )}
          <AudienceGroup
            path="for.accounts"
            number=""
            group={tree}
            issues={issues}
            hasRoom={rowsIn(tree) < mostRows}
            places={accountPlaces}
            onChange={(next) => {
              const condition = conditionOf(next)
              set(condition ? { ...draft.for, accounts: condition } : without('accounts'))
            }}
          />
        </>
      ) : (
        <KeptCondition condition={asked} />
      )}
      <Faults path="for.accounts" issues={issues.filter(({ path }) => path === 'for.accounts')} />
      <label class="check">
        <input
          type="checkbox"
          checked={people !== undefined}
          onChange={() => set(people ? without('people') : { ...draft.for, people: usual })}
        />
        Only once several people of the account have shown it
      </label>
      {people && (
        <div class="sentence">
          At least
          <NumberInput
            path="for.people.atLeast"
            label="How many people"
            issues={issuesAt(issues, 'for.people.atLeast')}
            value={people.atLeast}
            min={2}
            max={1000}
            onChange={(atLeast) => set({ ...draft.for, people: { ...people, atLeast } })}
          />
          people within
          <DurationInput
            path="for.people.within"
            label="Within"
            issues={issuesAt(issues, 'for.people.within')}
            value={people.within}
            onChange={(within) => set({ ...draft.for, people: { ...people, within } })}
          />
        </div>
      )}
      <FaultsWithin path="for.people" issues={issues} />
      <label class="check">
        <input
          type="checkbox"
          checked={readiness !== undefined}
          onChange={() =>
            set(readiness ? without('readiness') : { ...draft.for, readiness: usualReadiness })
          }
        />
        Only while the account is ready enough
      </label>
      {readiness && (
        <div class="sentence">
          Its readiness is
          <NumberInput
            path="for.readiness.atLeast"
            label="How ready"
            issues={issuesAt(issues, 'for.readiness.atLeast')}
            value={readiness.atLeast}
            min={0}
            max={100}
            step={1}
            onChange={(atLeast) => set({ ...draft.for, readiness: { atLeast } })}
          />
          of 100 or more
        </div>
      )}
      {readiness && (
        <p class="hint">
          By its score before the signal. An account that has none yet is not that ready.
        </p>
      )}
      <FaultsWithin path="for.readiness" issues={issues} />
    </Section>
  )
}
