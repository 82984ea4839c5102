/** The prompt that a nudge would carry for somebody, without any gate: what its author looks at. */

import { variablesOf } from '../../../shared/copy/issues.ts'
import { parseCopy } from '../../../shared/copy/parse.ts'
import { fixedVariables, meterParts } from '../../../shared/copy/variables.ts'
import type { Prompt, PromptUsage } from '../../../shared/decision/prompt.ts'
import type { Standing } from '../../../shared/decision/standing.ts'
import type { FormKind } from '../../../shared/definition/nudge.ts'
import { meterOf, type Nudge, textsIn, wordsIn } from '../../../shared/definition/nudge.ts'
import type { Offer } from '../../../shared/definition/plan.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import type { Catalogue } from '../../engine/catalogue.ts'
import { deadlineOf } from '../../engine/decide/deadline.ts'
import {
  chooseCopy,
  draftPrompt,
  finish,
  type LookUp,
  type Worded,
} from '../../engine/decide/prompt.ts'
import { openRequests } from '../../engine/decide/requests.ts'
import { usageOf } from '../../engine/decide/usage.ts'
import { variableValues } from '../../engine/decide/variables.ts'
import type { Facts, Reading } from '../../engine/facts.ts'
import { effectiveTrait, type Known } from '../../engine/known.ts'
import { offerEndsAt, rulesOf } from '../../engine/rules.ts'
import { withDraft } from '../../engine/with-draft.ts'
import { place } from '../../engine/world.ts'
import type { Runner } from '../../store/connection.ts'
import { issuesIn } from '../definition/authoring.ts'
import type { Definitions } from '../definition/definitions.ts'
import { factsFrom } from '../group/facts.ts'
import { loadState } from '../group/load.ts'
import { needsOf } from '../group/needs.ts'
import { emptyState, type State } from '../group/state.ts'
import type { Visitor } from '../work.ts'
import { standingOf } from './standing.ts'

export type PreviewRequest = {
  nudge: Nudge
  /** Values are taken from this account and user; null: from fallbacks and examples. */
  account: string | null
  user: string | null
  locale: string | null
  /** The words of a form or of an arm; without, the nudge's own. */
  form?: FormKind | null
  arm?: string | null
  /** Where they are; null or absent where that is not asked. */
  page?: string | null
  device?: Visitor['device']
  at: number
}

export type PreviewResult =
  | {
      kind: 'prompt'
      prompt: Prompt
      /** Null where nobody is asked about. */
      standing: Standing | null
      /** What variables are for them, by name: those that have a value. */
      values: Record<string, string>
    }
  | { kind: 'invalid'; issues: Issue[] }

export async function preview(
  runner: Runner,
  definitions: Definitions,
  { nudge, account, user, locale, form, arm, page, device, at }: PreviewRequest,
): Promise<PreviewResult> {
  const issues = issuesIn('nudge', nudge)
  if (issues.length > 0) return { kind: 'invalid', issues }
  const offer = await offerOf(runner, definitions, nudge.offer)
  if (!offer) {
    const message = `There is no offer "${nudge.offer}"`
    return { kind: 'invalid', issues: [{ path: 'offer', message }] }
  }
  const drafted = { ...definitions, catalogue: withDraft(definitions.catalogue, nudge, offer) }
  const visitor: Visitor = {
    account: account ?? '',
    user: user ?? '',
    page: page ?? null,
    locale,
    device: device ?? null,
  }
  const state = account === null ? emptyState() : await load(runner, drafted, visitor, at)
  const subject = account ?? ''
  const plan = effectiveTrait(state.accounts.get(subject), 'plan')
  const facts = factsFrom(state, definitions)({ account: subject, user, now: at })
  const worded = chooseCopy(copiesOf(nudge, form, arm), nudge.defaultLocale, locale)
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
  const { catalogue } = definitions
  const others = (catalogue.proposing.get(nudge.offer) ?? []).filter(
    (one) => one.nudge.key !== nudge.key,
  )
  const made = state.offersMade.get(place(nudge.offer, subject))
  const { content } = draftPrompt(nudge, worded, {
    lookUp: variableValuesOrNames(nudge, lookUp),
    deadline: deadlineOf([...others, { rules, endsAt: endOf(nudge) }], made, at),
    usage: usageFor(nudge, facts, definitions, worded),
    theme: catalogue.theme,
  })
  const prompt = finish(content, {
    decisionId: 'preview',
    expiresAt: Number.MAX_SAFE_INTEGER,
    page: undefined,
    arm: null,
    offer,
  })
  const standing = account === null ? null : standingOf(state, drafted, { nudge, visitor, now: at })
  const values = valuesOf(variablesOfSubject(state, catalogue, subject, user), lookUp)
  return { kind: 'prompt', prompt, standing, values }
}

/** Every variable that could have a value for them. */
function variablesOfSubject(
  state: State,
  { plans, meters }: Catalogue,
  account: string,
  user: string | null,
): string[] {
  const traits = (of: 'account' | 'user', known: Known | undefined) =>
    Object.keys({ ...known?.hints, ...known?.traits }).map((name) => `${of}.${name}`)
  const metered = new Set([
    ...[...plans.values()].flatMap((plan) => Object.keys(plan.limits)),
    ...meters.keys(),
  ])
  return [
    ...Object.keys(fixedVariables),
    ...traits('account', state.accounts.get(account)),
    ...traits('user', user === null ? undefined : state.users.get(user)),
    ...[...metered].flatMap((meter) => meterParts.map((part) => `meter.${meter}.${part}`)),
  ]
}

function valuesOf(names: readonly string[], lookUp: LookUp): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = lookUp(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function copiesOf(
  nudge: Nudge,
  form: PreviewRequest['form'],
  arm: PreviewRequest['arm'],
): Nudge['copy'] {
  const ofArm = nudge.experiment?.arms.find((one) => one.key === arm)?.copy
  return (form ? nudge.forms?.[form]?.copy : ofArm) ?? nudge.copy
}

function endOf({ schedule: { endsAt } }: Nudge): number | undefined {
  return endsAt === undefined ? undefined : Date.parse(endsAt)
}

/** The meter that a nudge shows; nearly full, as an example, where nothing is known of it here. */
function usageFor(
  nudge: Nudge,
  facts: Pick<Facts, 'meter'>,
  { catalogue }: Definitions,
  { copy, locale }: Worded,
): PromptUsage | undefined {
  const meter = meterOf(nudge)
  if (meter === undefined) return undefined
  const unit = copy.unit ?? catalogue.meters.get(meter)?.meter.name ?? meter
  const reading = facts.meter(meter) ?? exampleOf(meter, catalogue)
  return usageOf(meter, reading, { unit, locale })
}

function exampleOf(meter: string, { plans }: Catalogue): Pick<Reading, 'used' | 'limit'> {
  const limits = [...plans.values()].flatMap((plan) => plan.limits[meter] ?? [])
  const limit = limits.find((one) => one > 0) ?? 100
  return { used: Math.floor(limit * 0.9), limit }
}

/**
 * A variable that has neither a value here nor a fallback is shown by its name, so that its author
 * sees where it stands.
 */
function variableValuesOrNames(nudge: Nudge, lookUp: (name: string) => string | undefined) {
  const withFallback = new Set(
    wordsIn(nudge)
      .flatMap(({ copies }) => Object.values(copies))
      .flatMap((copy) => [...textsIn(copy), copy.countdown ?? ''])
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

async function load(runner: Runner, definitions: Definitions, visitor: Visitor, at: number) {
  const question = { visitor, placements: [], arm: false, store: false }
  const needs = needsOf([{ at, inputs: [], question }], definitions)
  return (await loadState(runner, needs, definitions)).state
}
