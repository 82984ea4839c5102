import type { Plan } from '../../../../shared/definition/plan.ts'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { issuesAt } from '../../model/editor/issues.ts'
import { Section } from '../editor/Section.tsx'
import { LimitFields } from './LimitFields.tsx'
import { NameFields } from './NameFields.tsx'
import { PriceFields } from './PriceFields.tsx'

export type PlanProps = { entry: Entry<'plan'>; isNew: boolean }

export const PlanForm = ({ entry, isNew }: PlanProps) => {
  const plan = entry.draft.value
  const at = (path: string) => issuesAt(entry.issues.value, path)
  return (
    <div class="stack">
      <Section title="Plan">
        <NameFields
          entry={entry}
          isNew={isNew}
          example="Team"
          keyHint="What your backend calls it in the account’s trait “plan”."
        />
        <Tier entry={entry} />
      </Section>
      <PriceFields entry={entry} />
      <LimitFields entry={entry} />
      <Section
        title="Features"
        words="What the plan has. A prompt may name them; entitlements list them."
      >
        <Field
          path="features"
          label="Features"
          issues={at('features')}
          hint="One a line, by the names that your product uses: export, audit-log."
        >
          <textarea
            {...controlProps('features', at('features'))}
            class="area input mono"
            rows={3}
            spellcheck={false}
            value={plan.features.join('\n')}
            onInput={(event) =>
              entry.edit({ ...plan, features: linesOf(event.currentTarget.value) }, 'features')
            }
          />
        </Field>
      </Section>
    </div>
  )
}

/** Lines as they are typed: an empty one at the end is where the next will stand. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimStart())
  return lines.filter((line, i) => line !== '' || (i > 0 && i === lines.length - 1))
}

/** Where it stands among the others, drawn as it would be. */
const Tier = ({ entry }: { entry: Entry<'plan'> }) => {
  const { catalogue } = useWorkspace()
  const plan = entry.draft.value
  const issues = issuesAt(entry.issues.value, 'tier')
  const others = (catalogue.plans.value ?? [])
    .filter((one) => one.key !== plan.key)
    .map((one) => one.draft)
  const ladder: (Plan & { isOwn?: boolean })[] = [...others, { ...plan, isOwn: true }].sort(
    (a, b) => a.tier - b.tier,
  )
  return (
    <div class="fields">
      <Field
        path="tier"
        label="Place in the order"
        issues={issues}
        hint="From 0; a higher one contains those below it. Two may stand beside each other."
      >
        <input
          {...controlProps('tier', issues)}
          class="input number"
          type="number"
          min="0"
          max="100"
          value={Number.isNaN(plan.tier) ? '' : plan.tier}
          onInput={(event) =>
            entry.edit({ ...plan, tier: event.currentTarget.valueAsNumber }, 'tier')
          }
        />
      </Field>
      <ol class="plan-ladder" aria-label="The order of the plans">
        {ladder.map((one) => (
          <li key={one.key + String(one.isOwn)} class={one.isOwn ? 'own' : undefined}>
            <span class="muted number">{Number.isNaN(one.tier) ? '–' : one.tier}</span>
            {one.name || 'This plan'}
          </li>
        ))}
      </ol>
    </div>
  )
}
