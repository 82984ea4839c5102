/** Draws one prompt into the page, and brings it to life there. */
import type { Prompt } from '../../shared/prompt.ts'
import { createReader, keepEvents } from './answer.ts'
import { createDrawing } from './drawing.ts'
import { formatOf } from './format/index.ts'
import type { Answer, Model } from './model.ts'
import { isSeen } from './place/seen.ts'
import { tick } from './tick.ts'

export type MountOptions = {
  /** The element that asked, or a slot. Absent: nobody gave it a place. */
  anchor?: Element | undefined
  now: Model['now']
  /** Once at most. */
  onAnswer(answer: Answer): void
  /** While it was there, its time has run out, or the element that it stood beside has gone. */
  onEnd(end: 'time' | 'place'): void
}

export type Mounted = {
  close(): void
  /** The same prompt in other words: the claim, the place and the focus stay. */
  reword(next: Prompt): void
  /** Takes what stands in the flow of the page to another place. */
  move(anchor: Element): void
  /** Takes it out of the page, if it is in the flow there, until it is moved. */
  leave(anchor: Element): void
  /** False when the page has thrown it out. */
  isThere(): boolean
  /** False where what it stands in is hidden. */
  isSeen(): boolean
}

/** It stays until `close`, whatever the answer. */
export function mount(prompt: Prompt, { anchor, now, onAnswer, onEnd }: MountOptions): Mounted {
  const { draw, place, open } = formatOf(prompt, anchor)
  const { element, root, model } = createDrawing(prompt, draw, now)
  let isAnswered = false
  const answer = (given: Answer) => {
    if (!isAnswered) onAnswer(given)
    isAnswered = true
  }
  /** What had the focus before somebody took it in here. */
  let before: EventTarget | null = null
  const read = createReader(model, answer)
  const undos = [
    keepEvents(element, (event) => {
      if (event.type === 'focusin') before ??= (event as FocusEvent).relatedTarget
      read(event)
    }),
    tick(model, () => onEnd('time')),
  ]
  place(element, anchor)
  undos.push(
    open({
      element,
      root,
      model,
      anchor,
      dismiss: () => answer({ outcome: 'dismissed' }),
      lose: () => onEnd('place'),
    }),
  )
  return {
    reword(next) {
      model.prompt = next
      model.redraw()
    },
    move(to) {
      anchor = to
      place(element, to)
    },
    leave(from) {
      if (from === anchor && root.querySelector('.flow')) element.remove()
    },
    isThere: () => element.isConnected,
    isSeen: () => isSeen(root.querySelector('.box') as Element),
    close() {
      isAnswered = true
      const hadFocus = root.activeElement
      for (const undo of undos) undo()
      element.remove()
      if (hadFocus) (before as HTMLElement | null)?.focus()
    },
  }
}
