import { type PlanCard, planCards } from '../model/plans.ts'
import { buying, choosePlan, session } from '../model/session.ts'
import { Icon } from './icons.tsx'
import { UsageBar } from './UsageBar.tsx'

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'brim-slot': { name: string }
    }
  }
}

const dates = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' })
const gigabytesPerCard = 0.03

export function BillingPage() {
  const { tide, access } = session.value ?? {}
  if (!tide || !access) return null
  const { limits, trial } = access
  const cards = tide.boards.reduce((sum, board) => sum + board.cards.length, 0)
  return (
    <>
      <div class="page-head">
        <h1>Plan and billing</h1>
      </div>
      {trial && (
        <p class="note good">
          Team is yours to try until {dates.format(trial.endsAt)}. After that you are back on Free,
          and nothing is deleted.
        </p>
      )}
      {tide.plan === 'free' && !trial && <brim-slot name="billing" />}
      <section class="usage" aria-label="What you use">
        <UsageBar name="Boards" used={tide.boards.length} limit={limits.boards} />
        <UsageBar name="People" used={tide.members.length} limit={limits.seats} />
        <UsageBar
          name="Files"
          used={Math.round(cards * gigabytesPerCard * 10) / 10}
          limit={limits.storage}
          unit="GB"
        />
      </section>
      <section class="plans" aria-label="Plans">
        {planCards.map((one) => (
          <Plan key={one.key} plan={one} isCurrent={one.key === tide.plan} />
        ))}
      </section>
      <p class="fine">This is a demo: nothing is charged, and you can change plans as you like.</p>
    </>
  )
}

function Plan({ plan, isCurrent }: { plan: PlanCard; isCurrent: boolean }) {
  const { key, name, euros, line, has } = plan
  const choose = () => {
    if (key === 'free') void choosePlan('free')
    else buying.value = key
  }
  return (
    <article class={isCurrent ? 'plan current' : 'plan'}>
      <h2>{name}</h2>
      <p class="line">{line}</p>
      <p class="price">
        <strong>€{euros}</strong> {euros > 0 ? 'per person and month' : 'for as long as you like'}
      </p>
      <ul>
        {has.map((one) => (
          <li key={one}>
            <Icon name="check" />
            {one}
          </li>
        ))}
      </ul>
      {isCurrent ? (
        <p class="tag">Your plan</p>
      ) : (
        <button type="button" class={key === 'team' ? 'button primary' : 'button'} onClick={choose}>
          {key === 'free' ? 'Go back to Free' : `Choose ${name}`}
        </button>
      )}
    </article>
  )
}
