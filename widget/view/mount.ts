/** Draws one prompt into the page, and brings it to life there. */
import type { Prompt } from '../../shared/decision/prompt.ts'
import { isInline } from '../core/armed.ts'
import type { Undo } from '../core/emitter.ts'
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
  const drawing = createDrawing(prompt, draw, now)
  const { element, root, model } = drawing
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
    announce(model),
  ]
  const isFlow = root.querySelector('.flow')
  place(element, anchor)
  const dismiss = () => answer({ outcome: 'dismissed' })
  const lose = () => onEnd('place')
  undos.push(...(open?.({ ...drawing, anchor, dismiss, lose }) ?? []))
  return {
    reword(next) {
      model.prompt = next
      model.redraw()
    },
    move(to) {
      anchor = to
      if (isFlow) place(element, to)
    },
    leave(from) {
      if (from === anchor && isFlow) element.remove()
    },
    // What stands above the page leaves a dialog that has left.
    isThere: () => (isFlow ? element.isConnected : element.parentNode !== null),
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

/**
 * Has title and body said to screen readers, without moving the focus. Of what stands in the flow of the
 * page, only the answer to a person's own act is worth interrupting them for.
 */
function announce(model: Model): Undo {
  const { prompt, redraw } = model
  const timer = setTimeout(() => {
    model.isSpoken = !isInline(prompt) || prompt.placement.startsWith('paywall')
    redraw()
  }, 100)
  return () => clearTimeout(timer)
}
