/** As small as it can be: whether all is well, and the way in. */
import type { Seen } from './Panel.tsx'
import { stateOf } from './state.ts'

export function Pill({ inside, onOpen }: Seen & { onOpen(): void }) {
  const { tone, title } = stateOf(inside)
  return (
    <button
      type="button"
      class="pill"
      aria-label={`Brim: ${title}. Open the debug panel`}
      onClick={onOpen}
    >
      <span class={`dot ${tone}`} />
      Brim
    </button>
  )
}
