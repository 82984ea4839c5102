import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { nameOf, planOf } from '../../words/account.ts'
import { Plays } from './Plays.tsx'
import { Privacy } from './Privacy.tsx'
import { Profile } from './Profile.tsx'
import { Timeline } from './Timeline.tsx'
import { WhySection } from './WhySection.tsx'

const parts = [
  { value: 'timeline', text: 'What happened' },
  { value: 'why', text: 'Why, and why not' },
  { value: 'plays', text: 'Plays' },
] as const
type Part = (typeof parts)[number]['value']

const back = { to: '/accounts', text: 'Accounts' }

export const AccountPage = ({ id }: { id: string }) => {
  const { accounts, nudges, live } = useWorkspace()
  const account = accounts.open(id)
  const part = useSignal<Part>('timeline')
  useEffect(() => {
    void account.load(2000)
    void nudges.load(30_000)
    return live.watch(account.hear)
  }, [account, nudges, live])
  const detail = account.detail.data.value
  // Asking again helps nobody where there is none: an old link, or an account that was erased.
  if (!detail && account.failure.value?.code === 'not_found') {
    return (
      <Page title={id} back={back}>
        <Empty title="There is no such account" action={<Link to={back.to}>All accounts</Link>}>
          It may have another id, or it was erased.
        </Empty>
      </Page>
    )
  }
  if (!detail) {
    return (
      <Page title={id} back={back}>
        <Waiting failure={account.failure.value} onRetry={account.load} lines={8} />
      </Page>
    )
  }
  const plan = planOf(detail)
  return (
    <Page
      title={nameOf(detail)}
      back={back}
      badge={plan && <span class="badge plain fill">{plan}</span>}
      words={
        <>
          <code>{detail.id}</code>, last here <Time at={detail.lastSeenAt} />
        </>
      }
    >
      <div class="account">
        <div class="stack">
          <Segments
            label="What of the account"
            value={part.value}
            options={parts}
            onChange={(next) => {
              part.value = next
            }}
          />
          {part.value === 'why' && <WhySection account={account} detail={detail} />}
          {part.value === 'plays' && <Plays id={id} news={detail} />}
          {part.value === 'timeline' && <Timeline account={account} />}
        </div>
        <Profile account={account} detail={detail}>
          <Privacy account={account} detail={detail} />
        </Profile>
      </div>
    </Page>
  )
}
