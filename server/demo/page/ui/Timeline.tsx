import type { Card } from '../../tideboard.ts'

const days = 15
const letters = ['M', 'T', 'W', 'T', 'F']

/** A preview on the free plan: the dates are there to look at. */
export function Timeline({ cards }: { cards: Card[] }) {
  return (
    <div class="timeline">
      <p class="timeline-hint">The next three weeks of this board.</p>
      <div class="timeline-scroll">
        <div class="timeline-grid">
          <div class="timeline-days" aria-hidden="true">
            {Array.from({ length: days }, (_, day) => (
              <span key={day}>{letters[day % letters.length]}</span>
            ))}
          </div>
          <ul>
            {cards.map((card) => {
              const start = Math.min(card.starts, days - 2)
              const lasts = Math.min(card.lasts, days - start)
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
