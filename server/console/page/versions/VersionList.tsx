import type { ComponentChildren } from 'preact'
import type { DefinitionRecord } from '../../../../shared/definition/definition.ts'
import { Button } from '../../component/button/Button.tsx'
import { Time } from '../../component/mark/Time.tsx'
import type { Chosen, History } from '../../model/versions/history.ts'
import { authorInWords } from '../../words/publishing.ts'

type Props = { history: History; record: DefinitionRecord }

export const VersionList = ({ history, record }: Props) => (
  <nav class="card version-list" aria-label="Versions">
    <ul class="rows">
      {history.hasDraft.value && (
        <Row history={history} which="draft" title="The draft">
          Not published
        </Row>
      )}
      {history.list.value.map(({ version, publishedAt, publishedBy }) => (
        <Row
          key={version}
          history={history}
          which={version}
          title={`Version ${version}`}
          badge={version === record.version ? liveWords(record) : undefined}
        >
          <Time at={publishedAt} />
          {publishedBy.kind !== 'unknown' && ` by ${authorInWords(publishedBy)}`}
        </Row>
      ))}
    </ul>
    {history.hasMore.value && (
      <div class="card-body">
        <Button tone="quiet" onClick={() => void history.loadMore()}>
          Older ones
        </Button>
      </div>
    )}
  </nav>
)

function liveWords({ status }: DefinitionRecord): string {
  return status === 'live' || status === 'counting' ? 'Live' : 'The newest'
}

type RowProps = {
  history: History
  which: Chosen
  title: string
  badge?: string | undefined
  children: ComponentChildren
}

const Row = ({ history, which, title, badge, children }: RowProps) => (
  <li>
    <button
      type="button"
      class="row version-row"
      aria-current={history.chosen.value === which ? 'true' : undefined}
      onClick={() => history.choose(which)}
    >
      <span class="row-words">
        <span class="row-title">
          {title} {badge && <span class="badge good plain">{badge}</span>}
        </span>
        <span class="muted small">{children}</span>
      </span>
    </button>
  </li>
)
