import { useEffect } from 'preact/hooks'
import { ActionLink } from '../../component/button/ActionLink.tsx'
import { Templates } from '../../component/button/Templates.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { useRefusal } from '../../component/frame/rights.ts'
import { Empty } from '../../component/mark/Empty.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { templates } from '../../model/trigger/templates.ts'
import { Archived } from '../publish/Archived.tsx'
import { TriggerRow } from './TriggerRow.tsx'

export const TriggersPage = () => {
  const { triggers, publications } = useWorkspace()
  useEffect(() => {
    void triggers.load(3000)
    void publications.load(3000)
  }, [triggers, publications])
  const list = triggers.sorted.value
  const refusal = useRefusal('author')
  return (
    <Page
      title="Triggers"
      words="When an account is ready for more: what it has to have done, and how often."
      actions={
        <ActionLink to="/triggers/new" icon="plus" needs="author">
          New trigger
        </ActionLink>
      }
    >
      <div class="card">
        {!list && <Waiting failure={triggers.failure.value} onRetry={triggers.load} />}
        {list?.length === 0 && (
          <Empty title="No trigger yet">
            A trigger watches what your accounts do. When what it waits for has happened, the
            account is ready: nudges that wait for the trigger may be shown there. Begin with one of
            these.
          </Empty>
        )}
        {list && list.length > 0 && (
          <ul class="rows">
            {list.map((record) => (
              <TriggerRow key={record.key} record={record} />
            ))}
          </ul>
        )}
      </div>
      <Archived kinds={['trigger']} noun="trigger" />
      {!refusal && (
        <Templates templates={templates} to="/triggers/new" isFirst={list?.length === 0} />
      )}
    </Page>
  )
}
