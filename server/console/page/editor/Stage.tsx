/** The page that isn't there, with the prompt over it. */
import { useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { type Preview as Drawn, mountPreview } from '../../../../widget/preview.ts'
import type { Preview } from '../../model/editor/preview.ts'

export const Stage = ({ preview }: { preview: Preview }) => {
  const frame = useRef<HTMLDivElement>(null)
  const drawn = useRef<Drawn | null>(null)

  useSignalEffect(() => {
    const state = preview.state.value
    const direction = preview.direction.value
    const theme = preview.scheme.value
    if (!frame.current) return
    if (state.kind !== 'current') {
      drawn.current?.destroy()
      drawn.current = null
      return
    }
    drawn.current ??= mountPreview(frame.current)
    drawn.current.update(state.prompt, {
      theme,
      dir: direction === 'auto' ? undefined : direction,
    })
  })
  useEffect(() => () => drawn.current?.destroy(), [])

  return (
    <div class="stage-page">
      <div class="stage-ghost" aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
      </div>
      <div class={preview.isBehind.value ? 'stage-prompt behind' : 'stage-prompt'} ref={frame} />
    </div>
  )
}
