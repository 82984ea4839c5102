import { useSignal } from '@preact/signals'
import type { Card } from '../../tideboard.ts'
import { paywall } from '../model/brim.ts'
import { session } from '../model/session.ts'

/** Working days: three weeks, and six where the plan holds the timeline. */
const days = { preview: 15, whole: 30 }
const letters = ['M', 'T', 'W', 'T', 'F']

export function Timeline({ cards }: { cards: Card[] }) {
  const isWhole = session.value?.access.features.includes('timeline') ?? false
  const length = isWhole ? days.whole : days.preview
  return (
    <div class="timeline">
      <p class="timeline-hint">
        The next {isWhole ? 'six' : 'three'} weeks of this board. {!isWhole && <MoreWeeks />}
      </p>
      <div class="timeline-scroll">
        <div class={isWhole ? 'timeline-grid whole' : 'timeline-grid'}>
          <div class="timeline-days" aria-hidden="true">
            {Array.from({ length }, (_, day) => (
              <span key={day}>{letters[day % letters.length]}</span>
            ))}
          </div>
          <ul>
            {cards.map((card) => {
              const start = Math.min(card.starts, length - 2)
              const lasts = Math.min(card.lasts, length - start)
              return (
                <li key={card.id}>
                  <span
                    class={`bar ${card.label}`}
                    style={{ gridColumn: `${start + 1} / span ${lasts}` }}
                  >
                    {card.title}
                  </span>
                </li>
              )
            })}
          </ul>
        </div>
      </div>
    </div>
  )
}

/** Brim's prompt stands beside the button; without one, the product says it itself. */
function MoreWeeks() {
  const isOwn = useSignal(false)
  if (isOwn.value) {
    return (
      <span role="status">
        Six weeks are part of Team. <a href="#/billing">See plans</a>
      </span>
    )
  }
  return (
    <button
      type="button"
      class="text-button"
      onClick={async (event) => {
        isOwn.value = !(await paywall('timeline', event.currentTarget))
      }}
    >
      Show six
    </button>
  )
}
