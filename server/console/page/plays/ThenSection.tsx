/** What a play does: for prompts, for the owner, for channels, CRMs and programs. */
import type { PlayAction } from '../../../../shared/play/play.ts'
import { Checks } from '../../component/form/Checks.tsx'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import {
  destinationsOf,
  nudgesOf,
  type OwnerWay,
  ownerWay,
  type Sent,
  withDestinations,
  withNudges,
  withOwnerWay,
} from '../../model/play/actions.ts'
import type { PlayEntry } from '../../model/play/plays.ts'
import { Section } from '../editor/Section.tsx'
import type { PlayProps } from './PlayForm.tsx'

const ownerWords: Record<OwnerWay, string> = {
  alert: 'is told by a message',
  digest: 'finds it in the daily digest',
  none: 'is not told',
}

export const ThenSection = ({ entry }: PlayProps) => {
  const draft = entry.draft.value
  const { actions } = draft
  const set = (next: PlayAction[]) => entry.edit({ ...draft, actions: next }, 'actions')
  const way = ownerWay(actions)
  /** Of them all, told where they begin. */
  const issues = issuesAt(entry.issues.value, 'actions')
  return (
    <Section
      title="Then"
      words="Messages carry the evidence. An account in the holdout is told to nobody."
    >
      <Field
        path="actions"
        label="The account’s owner"
        issues={issues}
        hint={
          <>
            Within their hours, and at most so many a day: see the{' '}
            <Link to="/sales-team">sales team</Link>. While it is with them, prompts stay away
            unless they are chosen here too.
          </>
        }
      >
        <ChoiceOf
          path="actions"
          issues={issues}
          label="The account’s owner"
          value={way}
          options={ownerWords}
          onChange={(next) => set(withOwnerWay(actions, next))}
        />
      </Field>
      <Prompts entry={entry} onChange={set} />
      <Places entry={entry} onChange={set} />
    </Section>
  )
}

type Props = { entry: PlayEntry; onChange(actions: PlayAction[]): void }

const Prompts = ({ entry, onChange }: Props) => {
  const { nudges } = useWorkspace()
  const { actions, when } = entry.draft.value
  const chosen = nudgesOf(actions)
  const familyOf = new Map(nudges.triggers.data.value?.map((one) => [one.key, one.draft.family]))
  const isAbout = (trigger: string | undefined) => {
    const family = familyOf.get(trigger ?? '')
    return (
      trigger !== undefined &&
      (when.triggers.includes(trigger) || (family !== undefined && when.families.includes(family)))
    )
  }
  const waiting = (nudges.sorted.value ?? []).filter(
    ({ key, draft }) => isAbout(draft.trigger) || chosen?.includes(key),
  )
  const kind = chosen === null ? 'none' : chosen.length === 0 ? 'all' : 'some'
  const words = {
    all: 'may use it, all that wait for it',
    some: 'may use it, these only',
    none: 'are not led to by it',
  } as const
  return (
    <>
      <Field path="prompts" label="Prompts in your product">
        <ChoiceOf
          path="prompts"
          label="Prompts in your product"
          value={kind}
          options={words}
          onChange={(next) => {
            const first = waiting[0]
            const some = first ? [first.key] : []
            onChange(withNudges(actions, next === 'none' ? null : next === 'all' ? [] : some))
          }}
        />
      </Field>
      {kind === 'some' && (
        <Checks
          path="prompts.nudges"
          legend="Nudges that it is for"
          options={waiting.map(({ key, draft }) => [key, draft.name])}
          chosen={chosen ?? []}
          onChange={(keys) => onChange(withNudges(actions, keys))}
        />
      )}
    </>
  )
}

const legends: Record<Sent, string> = {
  alert: 'Also tell',
  task: 'Make a task in',
  webhook: 'Call',
}

const Places = ({ entry, onChange }: Props) => {
  const { destinations } = useWorkspace()
  const { actions } = entry.draft.value
  const all = destinations.all.value
  const of = (kinds: readonly string[]) =>
    all?.filter(({ kind }) => kinds.includes(kind)).map(({ key, name }) => [key, name] as const) ??
    []
  const ways: [Sent, (readonly [string, string])[]][] = [
    ['alert', of(['slack', 'email'])],
    ['task', of(['hubspot', 'salesforce'])],
    ['webhook', of(['webhook'])],
  ]
  return (
    <>
      {ways.map(([kind, options]) => {
        const chosen = destinationsOf(actions, kind)
        const gone = chosen.filter((key) => all && !options.some(([one]) => one === key))
        const listed = [...options, ...gone.map((key) => [key, `${key}, not set up here`] as const)]
        if (listed.length === 0) return null
        return (
          <Checks
            key={kind}
            path={`destinations.${kind}`}
            legend={legends[kind]}
            options={listed}
            chosen={chosen}
            onChange={(keys) => onChange(withDestinations(actions, kind, keys))}
          />
        )
      })}
      {all?.length === 0 && (
        <p class="hint">
          Channels, CRMs and webhooks are set up under <Link to="/destinations">Destinations</Link>.
        </p>
      )}
    </>
  )
}
