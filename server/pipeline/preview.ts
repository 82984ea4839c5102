/** The prompt that a nudge would carry for somebody, without any gate: what its author looks at. */

import { variablesOf } from '../../shared/copy/issues.ts'
import { parseCopy } from '../../shared/copy/parse.ts'
import type { Issue } from '../../shared/error.ts'
import type { Nudge } from '../../shared/nudge.ts'
import type { Offer } from '../../shared/plan.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { chooseCopy, draftPrompt, finish } from '../engine/decide/prompt.ts'
import { openRequests } from '../engine/decide/requests.ts'
import { variableValues } from '../engine/decide/variables.ts'
import { effectiveTrait } from '../engine/known.ts'
import { offerEndsAt, rulesOf } from '../engine/rules.ts'
import { place } from '../engine/world.ts'
import type { Runner } from '../store/connection.ts'
import { issuesIn } from './authoring.ts'
import type { Definitions } from './definitions.ts'
import { factsFrom } from './facts.ts'
import { loadState } from './load.ts'
import { needsOf } from './needs.ts'
import type { PreviewRequest, Visitor } from './pipeline.ts'
import { emptyState } from './state.ts'

export async function preview(
  runner: Runner,
  definitions: Definitions,
  { nudge, account, user, locale, at }: PreviewRequest,
): Promise<{ kind: 'prompt'; prompt: Prompt } | { kind: 'invalid'; issues: Issue[] }> {
  const issues = issuesIn('nudge', nudge)
  if (issues.length > 0) return { kind: 'invalid', issues }
  const offer = await offerOf(runner, definitions, nudge.offer)
  if (!offer) {
    const message = `There is no offer "${nudge.offer}"`
    return { kind: 'invalid', issues: [{ path: 'offer', message }] }
  }
  const state = account === null ? emptyState() : await load(runner, definitions, account, user, at)
  const subject = account ?? ''
  const plan = effectiveTrait(state.accounts.get(subject), 'plan')
  const facts = factsFrom(state, definitions)({ account: subject, user, now: at })
  const worded = chooseCopy(nudge.copy, nudge.defaultLocale, locale)
  const rules = rulesOf(nudge, definitions.catalogue.settings.defaults)
  const lookUp = variableValues(
    definitions.catalogue,
    {
      plan: typeof plan === 'string' ? plan : undefined,
      facts,
      requests: openRequests(
        { requests: state.requests.get(subject) ?? [], user: user ?? '' },
        nudge.offer,
        at,
      ),
      now: at,
      offerEndsAt: offerEndsAt(rules, state.offersMade.get(place(nudge.offer, subject)), at),
    },
    offer,
    worded.locale,
  )
  const values = variableValuesOrNames(nudge, lookUp)
  const { content } = draftPrompt(nudge, worded, values)
  const prompt = finish(content, {
    decisionId: 'preview',
    expiresAt: Number.MAX_SAFE_INTEGER,
    page: undefined,
    arm: null,
    offer,
  })
  return { kind: 'prompt', prompt }
}

/**
 * A variable that has neither a value here nor a fallback is shown by its name, so that its author
 * sees where it stands.
 */
function variableValuesOrNames(nudge: Nudge, lookUp: (name: string) => string | undefined) {
  const withFallback = new Set(
    Object.values(nudge.copy)
      .flatMap((copy) => [copy.title, copy.body, ...copy.list, ...copy.actions.map((a) => a.label)])
      .flatMap((text) => variablesOf(parseCopy(text)))
      .filter((variable) => variable.fallback !== undefined)
      .map((variable) => variable.name),
  )
  return (name: string) => lookUp(name) ?? (withFallback.has(name) ? undefined : `{${name}}`)
}

/** The published offer, else its draft: an author may preview before anything is published. */
async function offerOf(runner: Runner, { catalogue }: Definitions, key: string) {
  const published = catalogue.offers.get(key)
  if (published) return published
  const found = await runner.execute({
    sql: "SELECT draft FROM definitions WHERE kind = 'offer' AND key = ?",
    args: [key],
  })
  const row = found.rows[0]
  return row && (JSON.parse(String(row.draft)) as Offer)
}

async function load(
  runner: Runner,
  definitions: Definitions,
  account: string,
  user: string | null,
  at: number,
) {
  const visitor: Visitor = { account, user: user ?? '', page: null, locale: null, device: null }
  const question = { visitor, placements: [], arm: false, store: false }
  const needs = needsOf([{ at, inputs: [], question }], definitions)
  return (await loadState(runner, needs, definitions)).state
}
