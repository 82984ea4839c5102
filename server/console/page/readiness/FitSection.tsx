/** What a good customer is: rules on traits, each with points. */
import type { FitRule } from '../../../../shared/account/readiness.ts'
import { Button } from '../../component/button/Button.tsx'
import { FaultsWithin } from '../../component/form/FaultsWithin.tsx'
import { Faults } from '../../component/form/Field.tsx'
import { NumberInput } from '../../component/form/NumberInput.tsx'
import { Suggested } from '../../component/form/Suggested.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'
import { ComparisonFields } from '../trigger/ComparisonFields.tsx'
import type { ReadinessProps } from './WeightsSection.tsx'

const newRule: FitRule = { when: { trait: 'account.employees', gte: 50 }, points: 5 }

export const FitSection = ({ readiness, model }: ReadinessProps) => {
  const { fit } = model
  const issues = issuesAt(readiness.issues.value, 'fit')
  const setFit = (next: FitRule[]) => readiness.set({ ...model, fit: next })
  return (
    <Section
      title="Fit"
      words="What a good customer is: facts about the account, as your product, your backend or your CRM told them. What is not known does not hold."
    >
      {fit.length === 0 && (
        <p class="muted small">
          No rule yet. A first one could be: employees, at least 50, 5 points.
        </p>
      )}
      {fit.length > 0 && (
        <ul class="stack tight group-list">
          {fit.map((rule, at) => (
            <li key={at}>
              <Rule
                place={at}
                rule={rule}
                issues={issues}
                onChange={(next) => setFit(fit.with(at, next))}
                onRemove={() => setFit(fit.toSpliced(at, 1))}
              />
            </li>
          ))}
        </ul>
      )}
      <Faults path="fit" issues={issues.filter((one) => one.path === 'fit')} />
      <div class="line">
        <Button size="small" icon="plus" needs="author" onClick={() => setFit([...fit, newRule])}>
          Add a rule
        </Button>
      </div>
    </Section>
  )
}

type RuleProps = {
  place: number
  rule: FitRule
  issues: ReturnType<typeof issuesAt>
  onChange(rule: FitRule): void
  onRemove(): void
}

const Rule = ({ place, rule, issues, onChange, onRemove }: RuleProps) => {
  const { triggers } = useWorkspace()
  const { when, points } = rule
  const path = `fit.${place}`
  const known = triggers.vocabulary.data.value?.traits.account ?? []
  const name = when.trait.slice('account.'.length)
  const own = issuesAt(issues, path)
  return (
    <fieldset class="leaf readiness-rule">
      <legend class="visually-hidden">Rule {place + 1}</legend>
      <div class="leaf-words">
        <Suggested
          path={`${path}.when.trait`}
          label="Trait of the account"
          placeholder="employees"
          issues={issuesAt(own, `${path}.when.trait`)}
          value={name}
          known={known.map((one) => one.name)}
          onChange={(next) => onChange({ ...rule, when: { ...when, trait: `account.${next}` } })}
        />
        <ComparisonFields
          path={`${path}.when`}
          leaf={when}
          issues={own}
          onChange={(comparison) =>
            onChange({ ...rule, when: { trait: when.trait, ...comparison } })
          }
        />
        <span class="readiness-points">
          <NumberInput
            path={`${path}.points`}
            issues={issuesAt(own, `${path}.points`)}
            min={-10}
            max={10}
            label="Points, less than 0 speaks against it"
            value={points}
            onChange={(next) => onChange({ ...rule, points: next })}
          />
          <span class="leaf-word">{points === 1 ? 'point' : 'points'}</span>
          <Button
            size="small"
            tone="quiet"
            icon="cross"
            label={`Remove rule ${place + 1}`}
            onClick={onRemove}
          />
        </span>
      </div>
      <FaultsWithin path={path} issues={own} />
    </fieldset>
  )
}
