/** Which prompts are on the page, where, and which must wait. */

import type { Prompt } from '../../shared/prompt.ts'
import type { About, BrimEvents, Showing } from '../core/api.ts'
import type { Answer } from './model.ts'
import { type Mounted, mount } from './mount.ts'

export type Terms = {
  anchor?: Element | undefined
  /** A person's act asked for it: it may take the place of what came by itself. */
  isAsked?: boolean
}

export type Hooks = {
  /** The `<brim-slot>` elements that are on the page now. */
  slots: Iterable<Element>
  onShown(prompt: Prompt): void
  onAnswer(prompt: Prompt, answer: Answer): void
  emit<Name extends 'prompt' | 'action'>(name: Name, payload: BrimEvents[Name]): void
}

export type Stage = ReturnType<typeof createStage>
type Open = { prompt: Prompt; anchor: Element | undefined; mounted: Mounted }

const isInline = ({ format }: Prompt) => format === 'inline' || format === 'meter'
const isThere = ({ anchor }: Open) => anchor?.isConnected !== false
const nameOf = (placement: string) => placement.slice(placement.indexOf(':') + 1)
const aboutOf = ({ decisionId, nudge, placement, offer }: Prompt): About => ({
  decisionId,
  nudge,
  placement,
  offer,
})

export function createStage({ slots, onShown, onAnswer, emit }: Hooks) {
  const open = new Map<string, Open>()

  const at = (placement: string) => {
    const one = open.get(placement)
    return one && isThere(one) ? one.prompt : undefined
  }
  function close(isMeant: (one: Open) => boolean) {
    for (const [placement, one] of open) {
      if (!isMeant(one)) continue
      open.delete(placement)
      one.mounted.close()
    }
  }
  /** A paywalled block may name its slot instead of passing an element. */
  const slotOf = (placement: string) =>
    [...slots].find((slot) => slot.getAttribute('name') === nameOf(placement))

  function answered(prompt: Prompt, answer: Answer) {
    // A link is followed by the browser after this, and must still be there.
    setTimeout(() => close((one) => one.prompt === prompt))
    onAnswer(prompt, answer)
    if (answer.outcome !== 'clicked') return
    const { label, ...action } = answer.action
    const preventDefault = () => answer.event.preventDefault()
    emit('action', { ...aboutOf(prompt), ...action, preventDefault })
  }

  return {
    at,
    /** Takes out what `isMeant` meets, and what has lost its place. */
    close: (isMeant: (prompt: Prompt) => boolean) =>
      close((one) => isMeant(one.prompt) || !isThere(one)),
    /** Draws within this very task. Throws what drawing throws. */
    show(prompt: Prompt, terms: Terms): Showing {
      const { decisionId, placement, format } = prompt
      const there = at(placement)
      if (there) return { shown: true, reason: null, decisionId: there.decisionId }
      const anchor = isInline(prompt) ? (terms.anchor ?? slotOf(placement)) : undefined
      if (isInline(prompt)) {
        if (!anchor) return { shown: false, reason: 'no_anchor', decisionId }
      } else {
        const other = [...open.values()].find((one) => !isInline(one.prompt))
        if (other && (!terms.isAsked || other.prompt.format === 'modal')) {
          return { shown: false, reason: 'busy', decisionId }
        }
        close((one) => one === other)
      }
      const mounted = mount(prompt, {
        anchor,
        onAnswer: (answer) => answered(prompt, answer),
      })
      open.set(placement, { prompt, anchor, mounted })
      onShown(prompt)
      emit('prompt', { ...aboutOf(prompt), format })
      return { shown: true, reason: null, decisionId }
    },
    /** A page has drawn a slot anew: what stood in the old one moves over. */
    move(placement: string, anchor: Element) {
      const one = open.get(placement)
      if (!one || isThere(one)) return
      one.anchor = anchor
      one.mounted.move(anchor)
    },
  }
}
