/** A prompt as the widget draws it, over the whole of the element around it. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Prompt } from '../../../../shared/decision/prompt.ts'
import { mountPreview, type Preview, type PreviewOptions } from '../../../../widget/preview.ts'

type Props = PreviewOptions & {
  /** Null draws nothing. */
  prompt: Prompt | null
  class: string
}

export const Drawn = ({ prompt, theme, dir, class: name }: Props) => {
  const frame = useRef<HTMLDivElement>(null)
  const drawn = useRef<Preview | null>(null)
  const isDrawn = useSignal(true)

  const clear = () => {
    drawn.current?.destroy()
    drawn.current = null
  }
  useEffect(() => {
    if (!prompt || !frame.current) return clear()
    try {
      drawn.current ??= mountPreview(frame.current)
      drawn.current.update(prompt, { theme, dir })
      isDrawn.value = true
    } catch {
      // What cannot be drawn must not take the page around it away.
      clear()
      isDrawn.value = false
    }
  }, [prompt, theme, dir])
  useEffect(() => clear, [])

  return (
    <>
      <div class={name} ref={frame} />
      {prompt && !isDrawn.value && <p class="stage-words">This can’t be shown here.</p>}
    </>
  )
}
