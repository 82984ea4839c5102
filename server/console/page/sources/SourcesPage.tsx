/** The tools that send on to Brim what they are sent. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { isServerOnly, vendorNames } from '../../../../shared/event/source.ts'
import { Button } from '../../component/button/Button.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Source } from '../../contract.ts'
import { pathTo } from '../../router.ts'
import { senderWords } from '../../words/source.ts'
import { NewSourceDialog } from './NewSourceDialog.tsx'

export const SourcesPage = () => {
  const { sources } = useWorkspace()
  const isAdding = useSignal(false)
  useEffect(() => void sources.list.load(3000), [sources])
  const list = sources.list.data.value
  const add = () => {
    isAdding.value = true
  }
  return (
    <Page
      title="Sources"
      words="Do you send events to a tool already? Let it, or its library, send them here too."
      back={{ to: '/install', text: 'Set up' }}
      actions={
        <Button needs="keys" tone="primary" icon="plus" onClick={add}>
          Add a source
        </Button>
      }
    >
      <section class="card" aria-label="Sources">
        {!list && <Waiting failure={sources.list.failure.value} onRetry={sources.list.load} />}
        {list?.length === 0 && (
          <Empty
            title="No source yet"
            action={
              <Button needs="keys" onClick={add}>
                Add the first one
              </Button>
            }
          >
            Segment, RudderStack, Amplitude, PostHog, Mixpanel or Heap: their libraries send to Brim
            as they are. You say which of their events is a paywall hit. Stripe and Paddle tell
            plan, seats and revenue, and what was bought; Intercom and Zendesk, who asks for help
            and what about.
          </Empty>
        )}
        <ul class="rows">
          {list?.map((source) => (
            <li key={source.id}>
              <Row source={source} />
            </li>
          ))}
        </ul>
      </section>
      {isAdding.value && (
        <NewSourceDialog
          onClose={() => {
            isAdding.value = false
          }}
        />
      )}
    </Page>
  )
}

const Row = ({ source }: { source: Source }) => (
  <Link class="row source-row" to={pathTo('source', source.id)}>
    <span class="row-words">
      <span class="row-title">{source.name}</span>
      <span class="row-sub">
        <span>{vendorNames[source.vendor]}</span>
        {!isServerOnly(source.vendor) && <span>{senderWords[source.sender]}</span>}
        <span>
          {source.lastUsedAt === null ? (
            'nothing has come yet'
          ) : (
            <>
              sent <Time at={source.lastUsedAt} />
            </>
          )}
        </span>
      </span>
    </span>
    <Icon name="chevron" size={14} />
  </Link>
)
