/** One version: what is different in it, and the two ways back to it. */
import type { DefinitionRecord } from '../../../../shared/definition/definition.ts'
import { counted } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Against, Chosen, History } from '../../model/versions/history.ts'
import { Changes } from './Changes.tsx'

type Props = { history: History; record: DefinitionRecord }

export const Version = ({ history, record }: Props) => {
  const chosen = history.chosen.value
  return (
    <section class="card" aria-labelledby="version">
      <div class="card-head">
        <div>
          <h2 id="version">{titleOf(chosen)}</h2>
          <p class="hint" role="status">
            {summaryOf(history)}
          </p>
        </div>
        {chosen !== 'draft' && <Back history={history} record={record} version={chosen} />}
      </div>
      <div class="card-body stack">
        {typeof chosen === 'number' && chosen !== record.version && chosen > 1 && (
          <Segments<Against>
            label="Compare with"
            value={history.against.value}
            options={[
              { value: 'before', text: 'With the version before' },
              { value: 'live', text: `With version ${record.version}` },
            ]}
            onChange={history.compareWith}
          />
        )}
        <Body history={history} />
      </div>
    </section>
  )
}

const titleOf = (chosen: Chosen) => (chosen === 'draft' ? 'The draft' : `Version ${chosen}`)

function summaryOf({ changes, base }: History): string {
  const list = changes.value
  if (!list) return 'Comparing…'
  if (base.value === 0) return 'The first version, with everything in it'
  const than = `than in version ${base.value}`
  if (list.length === 0) return `Nothing is different ${than}`
  return `${counted(list.length, 'thing')} ${list.length === 1 ? 'is' : 'are'} different ${than}`
}

const Body = ({ history }: { history: History }) => {
  const list = history.changes.value
  if (!list) return <Waiting failure={history.failure.value} onRetry={history.load} lines={3} />
  const isFirst = history.base.value === 0
  return list.length > 0 ? <Changes changes={list} isFirst={isFirst} /> : null
}

const Back = ({ history, record, version }: Props & { version: number }) => {
  const isLive = version === record.version
  if (isLive && !history.hasDraft.value) return null
  return (
    <div class="toolbar">
      <Button
        icon="undo"
        needs="author"
        disabled={history.isBusy.value}
        onClick={() => void history.revert(version, false)}
      >
        Make it the draft
      </Button>
      {!isLive && (
        <Button
          tone="primary"
          needs="author"
          disabled={history.isBusy.value}
          onClick={() => void history.revert(version, true)}
        >
          Put it live again
        </Button>
      )}
    </div>
  )
}
