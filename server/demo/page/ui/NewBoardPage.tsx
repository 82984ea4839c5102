import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { paywall } from '../model/brim.ts'
import { addBoard, session } from '../model/session.ts'

export function NewBoardPage() {
  const { tide, access } = session.value ?? {}
  if (!tide || !access) return null
  const limit = access.limits.boards
  return (
    <div class="narrow">
      <h1>New board</h1>
      {limit !== null && tide.boards.length >= limit ? <BoardsFull limit={limit} /> : <Form />}
    </div>
  )
}

function Form() {
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault()
        const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
        if (name) void addBoard(name)
      }}
    >
      <label>
        What is it about?
        <input
          name="name"
          required
          maxLength={60}
          autocomplete="off"
          placeholder="Autumn campaign"
        />
      </label>
      <button type="submit" class="button primary">
        Create board
      </button>
    </form>
  )
}

/** Brim's card stands where the form would have stood; without one, the product says it itself. */
function BoardsFull({ limit }: { limit: number }) {
  const anchor = useRef<HTMLDivElement>(null)
  const isOwn = useSignal(false)
  useEffect(() => {
    if (!anchor.current) return
    void paywall('boards', anchor.current).then((isShown) => {
      isOwn.value = !isShown
    })
  }, [])
  return (
    <>
      <div ref={anchor} class="place" data-testid="boards-full" />
      {isOwn.value && (
        <p class="panel">
          The free plan holds {limit} boards. <a href="#/billing">See plans</a>
        </p>
      )}
    </>
  )
}
