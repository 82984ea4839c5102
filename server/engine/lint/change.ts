/**
 * What is to be said of a trigger, plan, offer or meter before it goes live: what becomes of the live
 * nudges that stand on it. Pure; nothing of it keeps anybody from publishing.
 */
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import type { Offer, Plan } from '../../../shared/definition/plan.ts'
import type { Trigger } from '../../../shared/definition/trigger.ts'
import { type Reference, referencesOf } from '../../../shared/definition/uses.ts'
import type { Catalogue } from '../catalogue.ts'
import { compileTrigger } from '../trigger.ts'
import { type LintContext, listed } from './check.ts'
import { lintAfter } from './lint.ts'

export type Change = {
  kind: Exclude<DefinitionKind, 'nudge' | 'play'>
  body: DefinitionBody
  /** What is published of it now; null where nothing is. */
  live: DefinitionBody | null
}

/** More of them is one lesson, not many. */
const most = 10
const mostNames = 3

export function lintChange(change: Change, { catalogue, at }: LintContext): Finding[] {
  const live = catalogue.nudges.filter((one) => one.isLive).map((one) => one.nudge)
  const after = withChange(catalogue, change)
  const consequences = live.flatMap((nudge) => {
    const known = lintAfter(change.kind, nudge, { catalogue, at })
    return lintAfter(change.kind, nudge, { catalogue: after, at })
      .filter(({ code, path }) => !known.some((one) => one.code === code && one.path === path))
      .map((one): Finding => inNudge(nudge, one))
  })
  if (!isOther(change)) return consequences.slice(0, most)
  const standing = live.filter((nudge) => standsOn(nudge, change, catalogue))
  return [...consequences, ...waitingFor(change, standing), ...trying(standing)].slice(0, most)
}

/** It can be published over, whatever it would be for the nudge itself. */
function inNudge({ key, name }: Nudge, finding: Finding): Finding {
  return { ...finding, level: 'warning', nudge: key, sentence: `“${name}”: ${finding.sentence}` }
}

function withChange(catalogue: Catalogue, { kind, body }: Change): Catalogue {
  const { key } = body
  switch (kind) {
    case 'plan':
      return { ...catalogue, plans: new Map(catalogue.plans).set(key, body as Plan) }
    case 'offer':
      return { ...catalogue, offers: new Map(catalogue.offers).set(key, body as Offer) }
    case 'trigger': {
      const trigger = compileTrigger(body as Trigger, catalogue.meters)
      return { ...catalogue, triggers: new Map(catalogue.triggers).set(key, trigger) }
    }
    // No check looks into how a meter is read.
    case 'meter':
      return catalogue
    default:
      return kind satisfies never
  }
}

/** Whether it does something else than what is live: a name is but a name. */
function isOther({ body, live }: Change): boolean {
  if (!live) return false
  const nameless = (one: DefinitionBody) => JSON.stringify({ ...one, name: '' })
  return nameless(body) !== nameless(live)
}

/** Directly, or by what it refers to. */
function standsOn(nudge: Nudge, { kind, body: { key } }: Change, catalogue: Catalogue): boolean {
  const seen = new Set<string>()
  const leads = (of: DefinitionKind, body: DefinitionBody): boolean =>
    referencesOf(of, body).some((to) => {
      if (to.kind === kind && to.key === key) return true
      const place = `${to.kind} ${to.key}`
      if (seen.has(place)) return false
      seen.add(place)
      const next = bodyOf(to, catalogue)
      return next !== undefined && leads(to.kind, next)
    })
  return leads('nudge', nudge)
}

function bodyOf({ kind, key }: Reference, { offers, triggers }: Catalogue) {
  if (kind === 'offer') return offers.get(key)
  return kind === 'trigger' ? triggers.get(key)?.trigger : undefined
}

/** Prices and terms are told by the nudges' own checks; who becomes ready is not. */
function waitingFor({ kind }: Change, standing: readonly Nudge[]): Finding[] {
  if ((kind !== 'trigger' && kind !== 'meter') || standing.length === 0) return []
  const [first] = standing as [Nudge]
  const wait = standing.length === 1 ? 'waits' : 'wait'
  return [
    {
      code: 'used_by_live',
      level: 'warning',
      path: '',
      nudge: first.key,
      sentence: `${namesOf(standing)} ${wait} for it: from now on ${standing.length === 1 ? 'it is' : 'they are'} for whoever the new one finds.`,
      remedy: 'Look at the replay of the new one, and at',
    },
  ]
}

/** An arm is judged by all of its time: what changes under it is counted with what was before. */
function trying(standing: readonly Nudge[]): Finding[] {
  return standing
    .filter((one) => one.experiment)
    .map(
      (nudge): Finding => ({
        code: 'experiment_running',
        level: 'warning',
        path: 'experiment',
        nudge: nudge.key,
        sentence: `“${nudge.name}” runs an experiment: its arms would be judged by what came before this change and after it, in one.`,
        remedy: 'Let it come to its end first, or begin it anew afterwards:',
      }),
    )
}

function namesOf(nudges: readonly Nudge[]): string {
  const shown = nudges.slice(0, mostNames).map((one) => one.name)
  const rest = nudges.length - shown.length
  return rest > 0 ? `${shown.map((one) => `“${one}”`).join(', ')} and ${rest} more` : listed(shown)
}
