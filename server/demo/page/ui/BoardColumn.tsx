import type { Card, Column } from '../../tideboard.ts'
import { addCard, changeCard } from '../model/session.ts'
import { CardTile } from './CardTile.tsx'

const columnNames: Record<Column, string> = { todo: 'To do', doing: 'In progress', done: 'Done' }

type Props = { board: string; column: Column; cards: Card[] }

export function BoardColumn({ board, column, cards }: Props) {
  const own = cards.filter((card) => card.column === column)
  const drop = (event: DragEvent) => {
    const card = event.dataTransfer?.getData('text/plain')
    if (!card) return
    event.preventDefault()
    const target = event.target instanceof Element ? event.target.closest('[data-card]') : null
    const before = target instanceof HTMLElement ? target.dataset.card : undefined
    if (before === card) return
    void changeCard(board, card, { column, before })
  }
  return (
    <section
      class={`column ${column}`}
      aria-label={columnNames[column]}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <h2>
        {columnNames[column]} <span class="count">{own.length}</span>
      </h2>
      <ul>
        {own.map((card) => (
          <li key={card.id}>
            <CardTile board={board} card={card} />
          </li>
        ))}
      </ul>
      <form
        class="add-card"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const title = String(new FormData(form).get('title') ?? '').trim()
          if (!title) return
          form.reset()
          void addCard(board, title, column)
        }}
      >
        <input
          name="title"
          placeholder="Add a card"
          aria-label={`Add a card to ${columnNames[column]}`}
          maxLength={120}
          autocomplete="off"
        />
      </form>
    </section>
  )
}
