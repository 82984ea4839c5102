import { useEffect } from 'preact/hooks'
import { ActionLink } from '../../component/button/ActionLink.tsx'
import { Templates } from '../../component/button/Templates.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import { Empty } from '../../component/mark/Empty.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { playTemplates } from '../../model/play/plays.ts'
import { Archived } from '../publish/Archived.tsx'
import { PlayRow } from './PlayRow.tsx'

export const PlaysPage = () => {
  const { plays, publications, destinations } = useWorkspace()
  useEffect(() => {
    void plays.load(3000)
    void publications.load(3000)
    void destinations.load(10_000)
  }, [plays, publications, destinations])
  const list = plays.sorted.value
  const refusal = useRefusal('author')
  return (
    <Page
      title="Plays"
      words="What a signal sets off: a prompt for one kind of account, a person for another. Looked at from the top; the first that fits acts."
      actions={
        <>
          <Link class="button" to="/sales-team">
            <Icon name="person" />
            Sales team
          </Link>
          <ActionLink to="/plays/new" icon="plus" needs="author">
            New play
          </ActionLink>
        </>
      }
    >
      <div class="card">
        {!list && <Waiting failure={plays.failure.value} onRetry={plays.load} />}
        {list?.length === 0 && (
          <Empty title="No play yet">
            Without plays every signal is for prompts, and destinations hear what they were set to
            hear. A play says for which accounts a signal is for somebody at sales instead. Begin
            with one of these.
          </Empty>
        )}
        {list && list.length > 0 && (
          <ol class="rows">
            {list.map((record) => (
              <PlayRow key={record.key} record={record} />
            ))}
          </ol>
        )}
      </div>
      <Archived kinds={['play']} noun="play" />
      {!refusal && (
        <Templates templates={playTemplates} to="/plays/new" isFirst={list?.length === 0} />
      )}
    </Page>
  )
}
