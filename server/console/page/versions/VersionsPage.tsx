/** Every version of something that was authored: who, when, what was different, and the way back. */
import { useModel } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { DefinitionKind, DefinitionRecord } from '../../../../shared/definition/definition.ts'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { StatusBadge } from '../../component/mark/StatusBadge.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { type History, HistoryModel } from '../../model/versions/history.ts'
import { pathTo } from '../../router.ts'
import { Version } from './Version.tsx'
import { VersionList } from './VersionList.tsx'

type Props = { kind: DefinitionKind; of: string }

export const VersionsPage = ({ kind, of }: Props) => {
  const { toasts } = useConsole()
  const { api, nudges } = useWorkspace()
  const history = useModel(
    () =>
      new HistoryModel(
        api,
        { kind, key: of },
        {
          toasts,
          onChange: (record: DefinitionRecord) => {
            nudges.kind(kind).put(record)
          },
        },
      ),
  )
  useEffect(() => {
    void history.load()
    void nudges.load(10_000)
  }, [history, nudges])
  const record = history.record.data.value
  const back = {
    to: pathTo(kind, of),
    text: record?.draft.name ?? of,
  }
  return (
    <Page
      title="Versions"
      back={back}
      words="All that was ever published. Whatever you go back to, nothing is lost."
      badge={record && <StatusBadge kind={kind} status={record.status} />}
    >
      {record && history.list.value ? (
        <Body history={history} record={record} />
      ) : (
        <div class="card">
          <Waiting failure={history.failure.value} onRetry={history.load} lines={5} />
        </div>
      )}
    </Page>
  )
}

const Body = ({ history, record }: { history: History; record: DefinitionRecord }) => {
  if (record.version === 0) {
    return (
      <div class="card">
        <Empty title="Nothing was published yet">
          Each time this is published it is kept here as it was, with who did it and when.
        </Empty>
      </div>
    )
  }
  return (
    <div class="versions">
      <VersionList history={history} record={record} />
      <Version history={history} record={record} />
    </div>
  )
}
