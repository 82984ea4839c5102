/** Who owns an account: whoever claimed it, its trait, rules, and one for the rest. */
import type { OwnerRule, SalesTeam } from '../../../../shared/workspace/sales-team.ts'
import { Button } from '../../component/button/Button.tsx'
import { Faults, Field } from '../../component/form/Field.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { conditionOf, mostRows, rowsIn, treeOf } from '../../model/editor/audience.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import type { Rules } from '../../model/settings/rules.ts'
import { conditionInWords } from '../../words/condition.ts'
import { AudienceGroup } from '../editor/AudienceGroup.tsx'
import { Section } from '../editor/Section.tsx'
import { accountPlaces } from '../plays/ForSection.tsx'

export type TeamProps = { model: Rules; team: SalesTeam }

/** Addresses that are known here: of the team, and of those who sign in. */
export function useAddresses(team: SalesTeam): string[] {
  const { people } = useWorkspace()
  const members = people.members.value?.map((one) => one.email.toLowerCase()) ?? []
  return [...new Set([...team.reps.map((one) => one.email), ...members])]
}

const newRule: OwnerRule = { when: { all: [{ trait: 'account.country', eq: '' }] }, rep: '' }

export const OwnerSection = ({ model, team }: TeamProps) => {
  const addresses = useAddresses(team)
  const at = (path: string) => issuesAt(model.issues.value, `sales.${path}`)
  const set = (change: Partial<SalesTeam>) => model.set('sales', { ...team, ...change })
  const setRule = (place: number, rule: OwnerRule | null) =>
    set({ rules: team.rules.flatMap((one, i) => (i === place ? (rule ?? []) : one)) })
  return (
    <Section
      title="Whose an account is"
      needs="settings"
      words="Whoever has claimed it. Else who its trait names, then the first rule that holds, then the default."
    >
      <Field
        path="sales.ownerTrait"
        label="Trait with the owner’s address"
        isOptional
        issues={at('ownerTrait')}
        hint="As your backend or your CRM sends it with the account."
      >
        <Suggested
          path="sales.ownerTrait"
          label="Trait with the owner’s address"
          placeholder="owner_email"
          issues={at('ownerTrait')}
          value={team.ownerTrait ?? ''}
          known={['owner_email', 'owner', 'csm']}
          onChange={(text) => set({ ownerTrait: text === '' ? null : text })}
        />
      </Field>
      {team.rules.map((rule, place) => (
        <Rule
          key={place}
          place={place}
          rule={rule}
          model={model}
          addresses={addresses}
          onChange={(next) => setRule(place, next)}
        />
      ))}
      <div>
        <Button size="small" icon="plus" onClick={() => set({ rules: [...team.rules, newRule] })}>
          Add a rule
        </Button>
      </div>
      <Field
        path="sales.defaultOwner"
        label="Owner of all others"
        isOptional
        issues={at('defaultOwner')}
        hint="Without one, alerts of accounts that nobody owns wait, and say so."
      >
        <Suggested
          path="sales.defaultOwner"
          label="Owner of all others"
          placeholder="sales@example.com"
          issues={at('defaultOwner')}
          value={team.defaultOwner ?? ''}
          known={addresses}
          onChange={(text) => set({ defaultOwner: text === '' ? null : text })}
        />
      </Field>
    </Section>
  )
}

type RuleProps = {
  place: number
  rule: OwnerRule
  model: Rules
  addresses: readonly string[]
  onChange(rule: OwnerRule | null): void
}

const Rule = ({ place, rule, model, addresses, onChange }: RuleProps) => {
  const path = `sales.rules.${place}`
  const issues = issuesAt(model.issues.value, path)
  const tree = treeOf(rule.when)
  return (
    <fieldset class="leaf">
      <legend class="visually-hidden">Rule {place + 1}</legend>
      <div class="leaf-words">
        <span class="leaf-word">Accounts of</span>
        <Suggested
          path={`${path}.rep`}
          label={`Rule ${place + 1}, owner`}
          placeholder="ada@example.com"
          issues={issuesAt(issues, `${path}.rep`)}
          value={rule.rep}
          known={addresses}
          onChange={(rep) => onChange({ ...rule, rep })}
        />
        <span class="leaf-word">are those where</span>
        <Button
          size="small"
          tone="quiet"
          icon="cross"
          label={`Remove rule ${place + 1}`}
          onClick={() => onChange(null)}
        />
      </div>
      {tree ? (
        <AudienceGroup
          path={`${path}.when`}
          number=""
          group={tree}
          issues={issues}
          hasRoom={rowsIn(tree) < mostRows}
          places={accountPlaces}
          onChange={(next) => {
            const when = conditionOf(next)
            if (when) onChange({ ...rule, when })
          }}
        />
      ) : (
        <p>{conditionInWords(rule.when)}</p>
      )}
      <Faults path={`${path}.rep`} issues={issuesAt(issues, `${path}.rep`)} />
      <Faults
        path={`${path}.when`}
        issues={issues.filter((one) => one.path === path || one.path === `${path}.when`)}
      />
    </fieldset>
  )
}
