import { signal } from '@preact/signals'
import { columns } from '../../tideboard.ts'
import { used } from '../model/brim.ts'
import { route } from '../model/route.ts'
import { canExport, exportBoard, session } from '../model/session.ts'
import { BoardColumn } from './BoardColumn.tsx'
import { Icon } from './icons.tsx'
import { Timeline } from './Timeline.tsx'

const view = signal<'board' | 'timeline'>('board')
const search = signal('')

export function BoardPage() {
  const { tide } = session.value ?? {}
  const here = route.value
  const board =
    here.screen === 'board' ? tide?.boards.find((one) => one.id === here.id) : tide?.boards[0]
  if (!board) return <p class="empty">There is no such board. Choose one on the left.</p>
  const wanted = search.value.trim().toLowerCase()
  const cards = board.cards.filter((card) => card.title.toLowerCase().includes(wanted))
  return (
    <>
      <div class="page-head">
        <h1>{board.name}</h1>
        <div class="tools">
          <input
            type="search"
            aria-label="Find a card"
            placeholder="Find a card"
            value={search.value}
            onInput={(event) => {
              search.value = event.currentTarget.value
            }}
            onChange={() => used('search')}
          />
          <fieldset class="switch" aria-label="View">
            <button
              type="button"
              aria-pressed={view.value === 'board'}
              onClick={() => {
                view.value = 'board'
              }}
            >
              Board
            </button>
            <button
              type="button"
              aria-pressed={view.value === 'timeline'}
              data-brim-used="timeline"
              onClick={() => {
                view.value = 'timeline'
              }}
            >
              Timeline
            </button>
          </fieldset>
          <button type="button" class="button" onClick={() => void exportBoard(board.id)}>
            <Icon name="export" />
            Export
            {!canExport.value && <span class="tag">Team</span>}
          </button>
        </div>
      </div>
      {view.value === 'timeline' ? (
        <Timeline cards={cards} />
      ) : (
        <div class="columns">
          {columns.map((column) => (
            <BoardColumn key={column} board={board.id} column={column} cards={cards} />
          ))}
        </div>
      )}
    </>
  )
}
