/** Who changed what, day by day, with what it was before. */
import { useEffect } from 'preact/hooks'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import { Empty } from '../../component/mark/Empty.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { isNarrowed, noChoice } from '../../model/audit/audit.ts'
import { byDay } from '../../model/results/by-day.ts'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditLine } from './AuditLine.tsx'

export const AuditPage = () => {
  const { audit, nudges, people } = useWorkspace()
  const choice = audit.choice.value
  const mayLook = useRefusal('audit') === null
  useEffect(() => {
    if (!mayLook) return
    void audit.load()
    void nudges.load(30_000)
    void people.load(30_000)
  }, [audit, nudges, people, mayLook])
  return (
    <Page
      title="Audit log"
      needs="audit"
      words="Who changed what, with what it was before. Nothing in it can be changed or taken out."
      actions={
        mayLook && (
          <>
            <a class="button" href={audit.fileAddress(choice, 'csv')} download>
              <Icon name="download" />
              CSV
            </a>
            <a class="button" href={audit.fileAddress(choice, 'jsonl')} download>
              <Icon name="download" />
              JSON lines
            </a>
          </>
        )
      }
    >
      {mayLook && (
        <>
          <AuditFilters />
          <Entries />
        </>
      )}
    </Page>
  )
}

const Entries = () => {
  const { audit } = useWorkspace()
  const entries = audit.entries.value
  return (
    <section class="card" aria-label="What was changed, newest first">
      {!entries && <Waiting failure={audit.failure.value} onRetry={audit.load} lines={8} />}
      {entries?.length === 0 && <Nothing />}
      <ul class="rows">
        {byDay(entries ?? [], ({ at }) => at, Date.now()).flatMap(([day, list]) => [
          <li class="day" key={day}>
            {day}
          </li>,
          ...list.map((entry) => (
            <li key={entry.id}>
              <AuditLine entry={entry} />
            </li>
          )),
        ])}
      </ul>
      {audit.hasOlder.value && (
        <div class="older">
          <Button disabled={audit.isLoadingOlder.value} onClick={() => void audit.loadOlder()}>
            Older
          </Button>
        </div>
      )}
    </section>
  )
}

const Nothing = () => {
  const { audit } = useWorkspace()
  if (!isNarrowed(audit.choice.value)) {
    return (
      <Empty title="Nothing was changed yet">
        As soon as somebody publishes a nudge, makes a key or invites a colleague, it stands here,
        with who did it and what it was before.
      </Empty>
    )
  }
  return (
    <Empty
      title="Nothing matches"
      action={<Button onClick={() => void audit.narrow(noChoice)}>Show all</Button>}
    >
      Nobody has done anything of the kind in that time.
    </Empty>
  )
}
