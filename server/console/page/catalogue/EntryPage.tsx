/** One plan, offer or meter. */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { Editable } from '../../component/form/Editable.tsx'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { StatusBadge } from '../../component/mark/StatusBadge.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Entry } from '../../model/catalogue/entry.ts'
import { type CatalogueKind, newEntry } from '../../model/catalogue/kinds.ts'
import { placeInCatalogue, valueInCatalogue } from '../../words/difference.ts'
import { ChangeBadge } from '../publish/ChangeBadge.tsx'
import { ConflictDialog } from '../publish/ConflictDialog.tsx'
import { PublicationNotice } from '../publish/PublicationNotice.tsx'
import { ScheduleDialog } from '../publish/ScheduleDialog.tsx'
import { EntryActions } from './EntryActions.tsx'
import { MeterForm } from './MeterForm.tsx'
import { OfferForm } from './OfferForm.tsx'
import { PlanForm } from './PlanForm.tsx'
import { WhereUsed } from './WhereUsed.tsx'

const back = { to: '/catalogue', text: 'Catalogue' }

export const EntryPage = ({ kind, name }: { kind: CatalogueKind; name: string }) => {
  const { catalogue, publications } = useWorkspace()
  const { router } = useConsole()
  useEffect(() => {
    void catalogue.load(10_000)
    void publications.load(10_000)
  }, [catalogue, publications])
  const isNew = name === newEntry
  const list = catalogue.lists[kind].data.value
  const isReady = list !== undefined && catalogue.plans.value !== undefined
  const entry = useMemo(() => {
    const from = new URLSearchParams(router.place.peek().query).get('from')
    return isReady ? catalogue.edit(kind, name, from) : undefined
  }, [isReady, kind, name])
  if (entry) return <EntryScreen entry={entry} isNew={isNew} />
  return (
    <Page title={isNew ? `New ${kind}` : name} back={back}>
      {isReady ? (
        <Empty title={`There is no such ${kind}`} action={<Link to="/catalogue">Catalogue</Link>}>
          It may have been deleted.
        </Empty>
      ) : (
        <Waiting failure={catalogue.lists[kind].failure.value} onRetry={catalogue.load} lines={6} />
      )}
    </Page>
  )
}

const EntryScreen = ({ entry, isNew }: { entry: Entry; isNew: boolean }) => {
  const { kind, record, draft } = entry
  const isScheduling = useSignal(false)
  const schedule = () => {
    isScheduling.value = true
  }
  return (
    <Page
      title={draft.value.name || `New ${kind}`}
      needs="author"
      back={back}
      badge={
        <>
          <StatusBadge kind={kind} status={record.value?.status ?? 'draft'} />
          <ChangeBadge authored={entry} />
        </>
      }
      actions={<EntryActions entry={entry} isNew={isNew} onSchedule={schedule} />}
    >
      <IssueSummary issues={entry.issues.value} />
      <PublicationNotice authored={entry} onMove={schedule} />
      <Editable needs="author">
        <Form entry={entry} isNew={isNew} />
      </Editable>
      {record.value && <WhereUsed entry={entry} />}
      {isScheduling.value && (
        <ScheduleDialog
          authored={entry}
          onClose={() => {
            isScheduling.value = false
          }}
        />
      )}
      {entry.conflict.value && (
        <ConflictDialog
          noun={entry.kind}
          editor={entry}
          conflict={entry.conflict.value}
          legend={({ path }) => placeInCatalogue(path)}
          tell={(difference, side) => valueInCatalogue(difference[side])}
        />
      )}
    </Page>
  )
}

const Form = ({ entry, isNew }: { entry: Entry; isNew: boolean }) => {
  switch (entry.kind) {
    case 'plan':
      return <PlanForm entry={entry as unknown as Entry<'plan'>} isNew={isNew} />
    case 'offer':
      return <OfferForm entry={entry as unknown as Entry<'offer'>} isNew={isNew} />
    case 'meter':
      return <MeterForm entry={entry as unknown as Entry<'meter'>} isNew={isNew} />
    default:
      return entry.kind satisfies never
  }
}
