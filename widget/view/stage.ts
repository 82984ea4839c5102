/** Which prompts are on the page, where, and which must wait. */

import type { Decision } from '../../shared/decision/decision.ts'
import type { Prompt, PromptAction } from '../../shared/decision/prompt.ts'
import type { Outcome } from '../../shared/event/event.ts'
import type { About, BrimEvents, Fields, Showing, Unshown } from '../core/api.ts'
import { isInline, type Shown } from '../core/armed.ts'
import type { Identity } from '../core/identity.ts'
import { isFor, whenIdle } from '../core/page.ts'
import type { Answer } from './model.ts'
import { type Mounted, mount } from './mount.ts'
import { isSeen } from './place/seen.ts'
import { rehearse } from './rehearse.ts'
import { createSlots } from './slots.ts'
import { joinTabs } from './tabs.ts'

export type Terms = {
  anchor?: Element | undefined
  /** A person's act asked for it: it may take the place of what came by itself. */
  isAsked?: boolean
}

export type Hooks = {
  /** Draws what is armed for a placement, if anything is. */
  offer(placement: string, anchor: Element): void
  /** What tabs of this workspace speak on. */
  channel: string
  identity: Identity
  /** Epoch ms by the server's clock. */
  now(): number
  add(outcome: Fields): void
  /** A nudge was shown, here or in another tab: it is no longer armed. */
  onGone(shown: Shown): void
  flush(isLeaving?: boolean): void
  emit<Name extends 'prompt' | 'action'>(name: Name, payload: BrimEvents[Name]): void
}

export type Stage = ReturnType<typeof createStage>
type Open = { prompt: Prompt; mounted: Mounted }

/** All that a request may tell of. */
const mostShown = 20
/** A menu takes this long at most to go once something in it was chosen. */
const leavingMs = 1_000

const isThere = ({ mounted }: Open) => mounted.isThere()
const isOf =
  (id: string) =>
  ({ prompt }: Open) =>
    prompt.decisionId === id
/** Takes the screen, so that nothing else may come meanwhile. */
const isDialog = ({ format }: Prompt) => format === 'modal' || format === 'sheet'
const nameOf = (placement: string) => placement.slice(placement.indexOf(':') + 1)
/** What nobody sees: there for as long as its prompt would be, but for what is soon closed. */
const unseen = (prompt: Prompt, anchor: Element | null | undefined): Mounted => ({
  close() {},
  reword() {},
  move(to) {
    anchor = to
  },
  leave(from) {
    if (from === anchor) anchor = null
  },
  isThere: () =>
    !isDialog(prompt) &&
    prompt.format !== 'popover' &&
    // `null`: its slot has another name now.
    (anchor?.isConnected ?? anchor !== null),
  isSeen: () => !anchor || isSeen(anchor),
})
/** What a person does beyond the click, by the action that they take. */
const outcomeOf: Partial<Record<PromptAction['kind'], Outcome>> = {
  trial: 'trial_started',
  ask_admin: 'asked_admin',
}
const showing = ({ decisionId, ghost }: Prompt): Showing =>
  ghost
    ? { shown: false, reason: 'control', decisionId }
    : { shown: true, reason: null, decisionId }
const aboutOf = ({ decisionId, nudge, placement, offer }: Prompt): About => ({
  decisionId,
  nudge,
  placement,
  offer,
})

export function createStage(hooks: Hooks) {
  const { channel, identity, now, offer, add, onGone, flush, emit } = hooks
  const open = new Map<string, Open>()
  const user = () => identity.who?.user.id
  const conclude = ({ decisionId }: Prompt, outcome: Outcome, action?: string) =>
    add({ type: 'outcome', decisionId, outcome, action })
  const tell = joinTabs(channel, (notice) => {
    if (notice.user !== user()) return
    onGone(notice)
    if (notice.isClosed) close((one) => one.prompt.nudge === notice.nudge)
  })

  /** A card that the page has thrown out keeps its claim: who draws its place anew asks for it again. */
  const standing = (placement: string) => {
    const one = open.get(placement)
    return one && (isThere(one) || isInline(one.prompt)) ? one : undefined
  }
  function close(isMeant: (one: Open) => boolean) {
    for (const [placement, one] of open) {
      if (!isMeant(one)) continue
      open.delete(placement)
      one.mounted.close()
    }
  }
  const slots = createSlots(fill)
  whenIdle(rehearse)

  /** Fills the slots that are on the page now. */
  function fill(renamed?: Element) {
    // What leaves stays open: its name may come back, as that of a tab does.
    if (renamed) for (const { mounted } of open.values()) mounted.leave(renamed)
    for (const slot of slots.all()) {
      const name = slot.getAttribute('name')
      // The page has drawn the slot anew: what stood in the old one moves over.
      for (const one of open.values()) {
        if (!isThere(one) && nameOf(one.prompt.placement) === name) one.mounted.move(slot)
      }
      const placement = `slot:${name}`
      if (!open.has(placement)) offer(placement, slot)
    }
  }

  /** `null`: it no longer fits. */
  function reword(id: string, next: Prompt | null) {
    if (!next) return close(isOf(id))
    for (const one of open.values()) {
      if (!isOf(id)(one)) continue
      one.prompt = next
      one.mounted.reword(next)
    }
  }

  /**
   * Draws it where it can stand, if anywhere: in a place that is hidden nobody would see what they asked
   * for, so it stands where it would without one.
   */
  function draw(prompt: Prompt, { anchor, isAsked }: Terms): Mounted | undefined {
    if (isInline(prompt) && !anchor) return undefined
    const { decisionId, placement, ghost } = prompt
    const startedAt = performance.now()
    const onEnd = (end: 'time' | 'place') => {
      const one = open.get(placement)
      const isLeft = end === 'place' && performance.now() - startedAt < leavingMs
      if (!isLeft || !one || !redraw(one, {})) close(isOf(decisionId))
    }
    const mounted = ghost
      ? unseen(prompt, anchor)
      : mount(prompt, { anchor, now, onAnswer: (answer) => onAnswer(prompt, answer), onEnd })
    if (!isAsked || mounted.isSeen()) return mounted
    mounted.close()
    return anchor && draw(prompt, { isAsked })
  }
  /** The claim stays. Says whether it has a place there. */
  function redraw(one: Open, terms: Terms): boolean {
    const mounted = draw(one.prompt, terms)
    if (!mounted) return false
    one.mounted.close()
    one.mounted = mounted
    return true
  }

  function onShown(prompt: Prompt) {
    const { nudge, ghost } = prompt
    // A ghost takes no attention from the prompts after it.
    const format = ghost ? 'inline' : prompt.format
    conclude(prompt, 'shown')
    onGone({ nudge, format })
    tell({ user: user(), nudge, format, isClosed: false })
    // What was just drawn is painted before anything is sent.
    requestAnimationFrame(() => setTimeout(flush))
    if (!ghost) emit('prompt', { ...aboutOf(prompt), format })
  }

  function onAnswer(prompt: Prompt, answer: Answer) {
    // A link is followed by the browser after this, and must still be there.
    setTimeout(() => close(isOf(prompt.decisionId)))
    const action = answer.outcome === 'clicked' ? answer.action : undefined
    conclude(prompt, answer.outcome, action?.kind)
    const outcome = action && outcomeOf[action.kind]
    if (outcome) conclude(prompt, outcome)
    const { nudge, format } = prompt
    tell({ user: user(), nudge, format, isClosed: true })
    // By keepalive, and before anything navigates.
    flush(true)
    if (answer.outcome !== 'clicked') return
    const { label, ...rest } = answer.action
    const preventDefault = () => answer.event.preventDefault()
    emit('action', { ...aboutOf(prompt), ...rest, preventDefault })
  }

  return {
    at: (placement: string) => standing(placement)?.prompt,
    clear: () => close(() => true),
    /** Decisions of what can be seen, if anything can. Ghosts say nothing that could change. */
    shown() {
      const seen = [...open.values()].filter((one) => isThere(one) && !one.prompt.ghost)
      return seen[0] && seen.slice(0, mostShown).map(({ prompt }) => prompt.decisionId)
    },
    /** What is shown is said in the words that it has now, or taken back; then slots are filled. */
    look(decisions: readonly Decision[] = []) {
      for (const { id, prompt } of decisions) reword(id, prompt)
      fill()
    },
    /** Another page has come: takes out what was meant for the one before, or lost its place with it. */
    turn: (page: string) =>
      close(
        (one) => one.prompt.placement === 'page' || !isFor(one.prompt.page, page) || !isThere(one),
      ),
    /** Draws within this very task. Throws what drawing throws. */
    show(prompt: Prompt, terms: Terms): Showing {
      const { decisionId, placement, ghost, countdown } = prompt
      const unshown = (reason: Unshown): Showing => ({ shown: false, reason, decisionId })
      const anchor = terms.anchor?.isConnected ? terms.anchor : slots.find(nameOf(placement))
      const { isAsked } = terms
      const given = { anchor, isAsked }
      const there = standing(placement)
      if (there) {
        // What stands where it is hidden by now, or nowhere, goes to where it was asked for.
        const isLost = !isThere(there) || (isAsked && !there.mounted.isSeen())
        return isLost && !redraw(there, given) ? unshown('no_anchor') : showing(there.prompt)
      }
      if ((countdown?.endsAt ?? Number.POSITIVE_INFINITY) <= now()) return unshown('timeout')
      if (!isInline(prompt)) {
        const other = [...open.values()].find(
          ({ prompt, mounted }) => !isInline(prompt) && !prompt.ghost && mounted.isThere(),
        )
        if (other && (!isAsked || isDialog(other.prompt))) return unshown('busy')
        if (!ghost) close((one) => one === other)
      }
      const mounted = draw(prompt, given)
      if (!mounted) return unshown('no_anchor')
      // One that the page has thrown out may have had this placement.
      close((one) => one.prompt.placement === placement)
      open.set(placement, { prompt, mounted })
      onShown(prompt)
      return showing(prompt)
    },
  }
}
