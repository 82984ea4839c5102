/** What narrows the audit log: the kind of change, who did it, to what, and when. */

import { auditGroupNames } from '../../../../shared/audit/action.ts'
import { auditGroupWords } from '../../../../shared/words/audit.ts'
import { capital } from '../../../../shared/words/capital.ts'
import { Button } from '../../component/button/Button.tsx'
import { ChoiceOf } from '../../component/form/ChoiceOf.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { isNarrowed, noChoice } from '../../model/audit/audit.ts'

const groups = {
  '': 'All changes',
  ...Object.fromEntries(auditGroupNames.map((one) => [one, auditGroupWords[one]])),
} as Record<keyof typeof auditGroupWords | '', string>

export const AuditFilters = () => {
  const { audit } = useWorkspace()
  const choice = audit.choice.value
  const { subject } = choice
  return (
    <div class="toolbar">
      <ChoiceOf
        label="Kind of change"
        value={choice.group}
        options={groups}
        onChange={(group) => void audit.narrow({ group })}
      />
      <ChoiceOf
        label="Who"
        value={choice.actor}
        options={useActors()}
        onChange={(actor) => void audit.narrow({ actor })}
      />
      <span class="line">
        <Day label="From" value={choice.from} onChange={(from) => void audit.narrow({ from })} />
        <Day label="To" value={choice.to} onChange={(to) => void audit.narrow({ to })} />
      </span>
      {subject && (
        <Button icon="cross" size="small" onClick={() => void audit.narrow({ subject: null })}>
          Only {subject.name ?? subject.key}
        </Button>
      )}
      {isNarrowed(choice) && (
        <Button tone="quiet" size="small" onClick={() => void audit.narrow(noChoice)}>
          Show all
        </Button>
      )}
    </div>
  )
}

/** Members, and whoever else has done something that is on the page. */
function useActors(): Record<string, string> {
  const { audit, people } = useWorkspace()
  const actors: Record<string, string> = { '': 'Everybody' }
  for (const { id, name } of people.members.value ?? []) actors[id] = name
  for (const { by } of audit.entries.value ?? []) {
    actors[by.id] ??= by.kind === 'key' ? `Key “${by.name}”` : capital(by.name)
  }
  return actors
}

type DayProps = { label: string; value: string; onChange(value: string): void }

const Day = ({ label, value, onChange }: DayProps) => (
  <label class="line small muted">
    {label}
    <input
      class="input auto"
      type="date"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </label>
)
