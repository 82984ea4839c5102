/** The page that isn't there, with the prompt over it. */
import { Drawn } from '../../component/Drawn.tsx'
import type { Preview } from '../../model/editor/preview.ts'

export const Stage = ({ preview }: { preview: Preview }) => {
  const state = preview.state.value
  const direction = preview.direction.value
  return (
    <div class="stage-page">
      <div class="stage-ghost" aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
      </div>
      <Drawn
        class={preview.isBehind.value ? 'stage-prompt behind' : 'stage-prompt'}
        prompt={state.kind === 'current' ? state.prompt : null}
        theme={preview.scheme.value}
        dir={direction === 'auto' ? undefined : direction}
      />
    </div>
  )
}
