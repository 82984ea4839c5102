/** One destination: how it goes, what was sent there, and its set-up. */
import { useEffect } from 'preact/hooks'
import type { Destination } from '../../../../shared/destination/destination.ts'
import { Button } from '../../component/button/Button.tsx'
import { SecretDialog } from '../../component/dialog/SecretDialog.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { kindNames, stateInWords, troubleInWords } from '../../words/destination.ts'
import { Deliveries } from './Deliveries.tsx'
import { Sample } from './Sample.tsx'
import { SetUp } from './SetUp.tsx'

const back = { to: '/destinations', text: 'Destinations' }
/** How it goes changes by itself. */
const everyMs = 2000

export const DestinationPage = ({ id }: { id: string }) => {
  const { destinations } = useWorkspace()
  useEffect(() => {
    void destinations.load()
    const timer = setInterval(() => void destinations.load(), everyMs)
    return () => clearInterval(timer)
  }, [destinations])
  const destination = destinations.find(id)
  if (!destinations.all.value) {
    return (
      <Page title="Destination" back={back}>
        <Waiting failure={destinations.failure.value} onRetry={destinations.load} />
      </Page>
    )
  }
  if (!destination) {
    return (
      <Page title="Not here any more" back={back}>
        <Empty title="This destination was removed" action={<Link to={back.to}>All of them</Link>}>
          What was sent there is kept for 30 days, and can be read by the API.
        </Empty>
      </Page>
    )
  }
  return <Loaded destination={destination} />
}

const Loaded = ({ destination }: { destination: Destination }) => {
  const { destinations } = useWorkspace()
  const { text, tone } = stateInWords(destination)
  const trouble = troubleInWords(destination, Date.now())
  const isOn = destination.state === 'on'
  const made = destinations.made.value
  return (
    <Page
      title={destination.name}
      words={kindNames[destination.kind]}
      back={back}
      badge={<span class={`badge ${tone}`}>{text}</span>}
      needs="settings"
      actions={
        <Button
          needs="settings"
          icon={isOn ? 'pause' : 'play'}
          tone={isOn ? 'plain' : 'primary'}
          onClick={() => void (isOn ? destinations.pause : destinations.resume)(destination)}
        >
          {isOn ? 'Pause' : 'Resume'}
        </Button>
      }
    >
      {trouble && (
        <p class={tone === 'alarm' ? 'notice alarm' : 'notice'} role="status">
          <Icon name={destination.state === 'paused' ? 'pause' : 'alert'} />
          {trouble}
        </p>
      )}
      <Sample destination={destination} />
      <Deliveries destination={destination} />
      <SetUp key={destination.updatedAt} destination={destination} />
      {made && (
        <SecretDialog secret={made.secret} onClose={destinations.forgetMade}>
          Your backend checks with it that a message to {made.name} comes from Brim: any library for
          Standard Webhooks takes it.
        </SecretDialog>
      )}
    </Page>
  )
}
