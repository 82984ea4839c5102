/** One state in a frame, as wide as a page is, scaled to the room that there is for it. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { type GalleryState, queryOf } from '../../gallery/state.ts'
import { frameUrl } from './frame-url.ts'

/** In CSS pixels, by width. */
const heights: Record<GalleryState['width'], number> = { '1440': 810, '768': 960, '320': 640 }

type Props = {
  state: GalleryState
  title: string
  /** Whether it can be operated. */
  isLive?: boolean
}

export const Cell = ({ state, title, isLive = false }: Props) => {
  const room = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const query = queryOf({ ...state, show: 'one' })
  // What is shown next is said by message: a page that is loaded anew flickers.
  const first = useRef({ query, url: frameUrl(state) }).current
  const asked = useRef(query)
  const scale = useSignal(0)

  const ask = () => frame.current?.contentWindow?.postMessage(query, location.origin)
  useEffect(() => {
    if (asked.current === query) return
    asked.current = query
    ask()
  }, [query])
  const width = Number(state.width)
  const height = heights[state.width]
  useEffect(() => {
    if (!room.current) return
    const watch = new ResizeObserver(([entry]) => {
      if (entry) scale.value = Math.min(1, entry.contentRect.width / width)
    })
    watch.observe(room.current)
    return () => watch.disconnect()
  }, [scale, width])

  return (
    <div class="cell" ref={room}>
      <div
        class={`cell-page ${state.scheme}`}
        style={{ width: `${width * scale.value}px`, height: `${height * scale.value}px` }}
      >
        <iframe
          ref={frame}
          src={first.url}
          title={title}
          loading={isLive ? 'eager' : 'lazy'}
          tabIndex={isLive ? undefined : -1}
          inert={!isLive}
          onLoad={() => query !== first.query && ask()}
          style={{ width: `${width}px`, height: `${height}px`, scale: `${scale.value}` }}
        />
      </div>
    </div>
  )
}
