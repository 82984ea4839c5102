/** The page that isn't there, as wide as it would be, with the prompt over it; scaled to the room there is. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Drawn } from '../../component/mark/Drawn.tsx'
import type { Preview } from '../../model/editor/preview.ts'

export const Stage = ({ preview }: { preview: Preview }) => {
  const state = preview.state.value
  const direction = preview.direction.value
  const scheme = preview.scheme.value
  const room = useRef<HTMLDivElement>(null)
  const size = useSignal({ width: 0, height: 0 })
  useEffect(() => {
    if (!room.current) return
    const watch = new ResizeObserver(([entry]) => {
      if (entry) size.value = entry.contentRect
    })
    watch.observe(room.current)
    return () => watch.disconnect()
  }, [size])
  const chosen = preview.width.value
  const width = chosen === 'fit' ? size.value.width : Number(chosen)
  const scale = width > 0 && size.value.width > 0 ? Math.min(1, size.value.width / width) : 1
  return (
    <div class="stage-room" ref={room}>
      <div
        class={width < size.value.width ? 'stage-page narrow' : 'stage-page'}
        style={{
          width: `${width}px`,
          height: `${Math.max(1, size.value.height) / scale}px`,
          scale: `${scale}`,
        }}
      >
        <div class="stage-ghost" aria-hidden="true">
          <span />
          <span />
          <span />
          <span />
        </div>
        <Drawn
          class={preview.isBehind.value ? 'stage-prompt behind' : 'stage-prompt'}
          prompt={state.kind === 'current' ? state.prompt : null}
          theme={scheme === 'yours' ? undefined : scheme}
          dir={direction === 'auto' ? undefined : direction}
        />
      </div>
    </div>
  )
}
