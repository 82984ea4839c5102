/** What is published, with a draft live in place of what is published of it: to ask what it would do. */
import type { Nudge } from '../../shared/definition/nudge.ts'
import type { Offer } from '../../shared/definition/plan.ts'
import { compileGroup } from './cap-group.ts'
import { type Catalogue, compileNudge, readsOf } from './catalogue.ts'

/** `offer`: the draft's, which may not be published either. */
export function withDraft(catalogue: Catalogue, nudge: Nudge, offer: Offer): Catalogue {
  const { settings, triggers } = catalogue
  const before = catalogue.nudges.find((one) => one.nudge.key === nudge.key)
  const others = catalogue.nudges.filter((one) => one !== before)
  const authored = [...others.map((one) => one.nudge), nudge]
  const draft = compileNudge(
    {
      body: nudge,
      isLive: true,
      version: before?.version ?? 0,
      // Where it makes a difference, what was there before goes first.
      publishedAt: before?.publishedAt ?? Number.POSITIVE_INFINITY,
    },
    settings,
    settings.capGroups.map((group) => compileGroup(group, authored)),
  )
  const here = others.filter((one) => one.nudge.placement === nudge.placement)
  const proposing = others.filter((one) => one.isLive && one.nudge.offer === nudge.offer)
  const trigger = triggers.get(nudge.trigger ?? '')
  const named = trigger ? [trigger] : []
  return {
    ...catalogue,
    nudges: [...others, draft],
    nudgesAt: new Map([...catalogue.nudgesAt, [nudge.placement, [...here, draft]]]),
    offers: new Map([...catalogue.offers, [offer.key, offer]]),
    proposing: new Map([...catalogue.proposing, [nudge.offer, [...proposing, draft]]]),
    gateReads: [...catalogue.gateReads, ...readsOf(named)],
    gateTriggers: [...catalogue.gateTriggers, ...named],
  }
}
