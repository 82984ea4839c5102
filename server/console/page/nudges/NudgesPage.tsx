import { useEffect } from 'preact/hooks'
import { ActionLink } from '../../component/button/ActionLink.tsx'
import { Button } from '../../component/button/Button.tsx'
import { SearchField } from '../../component/form/SearchField.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { Archived } from '../publish/Archived.tsx'
import { NudgeRow } from './NudgeRow.tsx'

const create = (
  <ActionLink to="/nudges/new" icon="plus" needs="author">
    New nudge
  </ActionLink>
)

/** So many are seen without looking for one. */
const atAGlance = 8

export const NudgesPage = () => {
  const { nudges, overview, publications } = useWorkspace()
  useEffect(() => {
    void nudges.load(3000)
    void nudges.loadArchived(['nudge'], 3000)
    void overview.loadResults(5000)
    void publications.load(3000)
  }, [nudges, overview, publications])
  const [list, found] = [nudges.sorted.value, nudges.found.value]
  const look = (text: string) => {
    nudges.wanted.value = text
  }
  return (
    <Page
      title="Nudges"
      words="What people see when their account fills up: where, in which words, how often. Figures are of the last 30 days."
      actions={create}
    >
      {list && list.length > atAGlance && (
        <div class="toolbar">
          <div class="search">
            <Icon name="search" />
            <SearchField
              label="Find a nudge"
              placeholder="Find by name, placement or tag"
              value={nudges.wanted.value}
              onType={look}
            />
          </div>
        </div>
      )}
      <div class="card">
        {!list && <Waiting failure={nudges.nudges.failure.value} onRetry={nudges.load} />}
        {list?.length === 0 && (
          <Empty title="No nudge yet" action={create}>
            A nudge waits at a place in your product, such as the paywall of a feature, and proposes
            an offer to those who are ready for it. You see it as they will, before it is live.
          </Empty>
        )}
        {list && list.length > 0 && found?.length === 0 && (
          <Empty
            title="No nudge matches"
            action={<Button onClick={() => look('')}>Show all</Button>}
          >
            It is looked for by name, key, placement and tags.
          </Empty>
        )}
        {found && found.length > 0 && (
          <ul class="rows">
            {found.map((record) => (
              <NudgeRow key={record.key} record={record} />
            ))}
          </ul>
        )}
      </div>
      <Archived kinds={['nudge']} noun="nudge" />
    </Page>
  )
}
