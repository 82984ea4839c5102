/** Which prompts are on the page, and where. */
import type { Reason } from '../../shared/decision.ts'
import type { Prompt } from '../../shared/prompt.ts'
import type { Answer, Mounted, View } from '../view/index.ts'

/** Why nothing was shown: the server's reason, or one of the page's own. */
export type Unshown =
  | Reason
  | 'no_identity'
  | 'no_consent'
  | 'timeout'
  | 'unreachable'
  | 'busy'
  | 'no_anchor'
  | 'failed'
export type Showing =
  | { shown: true; reason: null; decisionId: string }
  | { shown: false; reason: Unshown; decisionId: string | null }

export type Stage = ReturnType<typeof createStage>
type Open = { prompt: Prompt; anchor: Element | undefined; mounted: Mounted }
type Terms = {
  anchor?: Element | undefined
  /** A person's act asked for it: it may take the place of what came by itself. */
  isAsked?: boolean
  /** Whether it is still wanted, once there is something to draw it with. */
  isWanted(): boolean
}
type Deps = {
  load(): Promise<View>
  findSlot(placement: string): Element | undefined
  onShown(prompt: Prompt): void
  onAnswer(prompt: Prompt, answer: Answer): void
  onThrow(error: unknown): void
}

export const shown = ({ decisionId }: Prompt): Showing => ({
  shown: true,
  reason: null,
  decisionId,
})
export const unshown = (reason: Unshown, decisionId: string | null = null): Showing => ({
  shown: false,
  reason,
  decisionId,
})
const isInline = ({ format }: Prompt) => format === 'inline' || format === 'meter'

export function createStage({ load, findSlot, onShown, onAnswer, onThrow }: Deps) {
  let view: View | undefined
  let loading: Promise<View> | undefined
  const open = new Map<string, Open>()

  const preload = async (): Promise<View> => {
    try {
      loading ??= load()
      view = await loading
      return view
    } catch (error) {
      loading = undefined
      throw error
    }
  }

  function close(isMeant: (one: Open) => boolean) {
    for (const [placement, one] of open) {
      if (!isMeant(one)) continue
      open.delete(placement)
      one.mounted.close()
    }
  }
  const isThere = ({ anchor }: Open) => anchor?.isConnected !== false
  const at = (placement: string) => {
    const one = open.get(placement)
    return one && isThere(one) ? one.prompt : undefined
  }

  function draw(prompt: Prompt, { mount }: View, terms: Terms): Showing {
    const { decisionId, placement } = prompt
    const there = at(placement)
    if (there) return shown(there)
    const anchor = isInline(prompt) ? (terms.anchor ?? findSlot(placement)) : undefined
    if (isInline(prompt)) {
      if (!anchor) return unshown('no_anchor', decisionId)
    } else {
      const other = [...open.values()].find((one) => !isInline(one.prompt))
      if (other && (!terms.isAsked || other.prompt.format === 'modal')) {
        return unshown('busy', decisionId)
      }
      close((one) => one === other)
    }
    const mounted = mount(prompt, {
      anchor,
      onAnswer(answer) {
        // A link is followed by the browser after this, and must still be there.
        setTimeout(() => close((one) => one.prompt === prompt))
        onAnswer(prompt, answer)
      },
    })
    open.set(placement, { prompt, anchor, mounted })
    onShown(prompt)
    return shown(prompt)
  }

  return {
    preload,
    at,
    /** Takes out what `isMeant` meets, and what has lost its place. */
    close: (isMeant: (prompt: Prompt) => boolean) =>
      close((one) => isMeant(one.prompt) || !isThere(one)),
    /** Draws within this very task when the view has been loaded. */
    async show(prompt: Prompt, terms: Terms): Promise<Showing> {
      try {
        const loaded = view ?? (await preload())
        if (!terms.isWanted()) return unshown('timeout', prompt.decisionId)
        return draw(prompt, loaded, terms)
      } catch (error) {
        onThrow(error)
        return unshown('failed', prompt.decisionId)
      }
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
