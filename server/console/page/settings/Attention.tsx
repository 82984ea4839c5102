/** Attention that all nudges share. */
import type { Settings } from '../../../../shared/workspace/settings.ts'
import type { Rules } from '../../model/settings/rules.ts'
import { Section } from '../editor/Section.tsx'
import { CapFields } from './CapFields.tsx'

export type RuleProps = { rules: Rules; settings: Settings }

export const Attention = ({ rules, settings: { budget } }: RuleProps) => (
  <Section
    title="Attention budget"
    words="All nudges share it, on every device. What stays in its place, inline cards and meters, costs nothing; what sales spends of an account’s attention counts too."
  >
    <CapFields
      path="budget.modalsPerUser"
      before="One user sees at most"
      of="modals"
      cap={budget.modalsPerUser}
      issues={rules.issues.value}
      onChange={(modalsPerUser) => rules.set('budget', { ...budget, modalsPerUser })}
    />
    <CapFields
      path="budget.promptsPerAccount"
      before="One account sees at most"
      of="prompts"
      cap={budget.promptsPerAccount}
      issues={rules.issues.value}
      onChange={(promptsPerAccount) => rules.set('budget', { ...budget, promptsPerAccount })}
    />
  </Section>
)
