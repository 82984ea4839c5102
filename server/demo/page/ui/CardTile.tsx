import { type Card, columns, labels } from '../../tideboard.ts'
import { changeCard, removeCard } from '../model/session.ts'
import { Icon } from './icons.tsx'

export function CardTile({ board, card }: { board: string; card: Card }) {
  const place = columns.indexOf(card.column)
  const move = (by: -1 | 1) => {
    const column = columns[place + by]
    if (column) void changeCard(board, card.id, { column })
  }
  const relabel = () => {
    const next = labels[(labels.indexOf(card.label) + 1) % labels.length]
    if (next) void changeCard(board, card.id, { label: next })
  }
  return (
    <article
      class="card"
      draggable
      data-card={card.id}
      onDragStart={(event) => event.dataTransfer?.setData('text/plain', card.id)}
    >
      <button type="button" class={`label ${card.label}`} onClick={relabel}>
        <span class="unseen">Change the colour of “{card.title}”</span>
      </button>
      <p>{card.title}</p>
      <div class="card-tools">
        <button type="button" class="round" disabled={place === 0} onClick={() => move(-1)}>
          <Icon name="left" />
          <span class="unseen">Move “{card.title}” left</span>
        </button>
        <button
          type="button"
          class="round"
          disabled={place === columns.length - 1}
          onClick={() => move(1)}
        >
          <Icon name="right" />
          <span class="unseen">Move “{card.title}” right</span>
        </button>
        <button type="button" class="round" onClick={() => void removeCard(board, card.id)}>
          <Icon name="close" />
          <span class="unseen">Remove “{card.title}”</span>
        </button>
      </div>
    </article>
  )
}
