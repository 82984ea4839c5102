/** What a prompt that somebody has before them says now, where it speaks of a meter. */
import { variablesOf } from '../../../shared/copy/issues.ts'
import { parseCopy } from '../../../shared/copy/parse.ts'
import { parseVariable } from '../../../shared/copy/variables.ts'
import type { Gate, Reason } from '../../../shared/decision/decision.ts'
import type { Prompt } from '../../../shared/decision/prompt.ts'
import { type Copy, textsIn } from '../../../shared/definition/nudge.ts'
import type { Catalogue, CompiledNudge } from '../catalogue.ts'
import { draft, judge } from './decide.ts'
import { headsOf } from './needed.ts'
import type { Content } from './prompt.ts'
import type { DecisionFacts, Moment } from './question.ts'

/** Attention: it has been given, and may have been the last that there was. */
const spent: readonly Gate[] = ['nudge_caps', 'group_caps', 'budget']

/** `undefined` where nothing of it can move with a meter: then it stays as it was drawn. */
export function reword(
  catalogue: Catalogue,
  facts: DecisionFacts,
  moment: Moment,
  shown: Pick<Prompt, 'nudge' | 'format'>,
): { content: Content | null; reason: Reason | null } | undefined {
  const here = catalogue.nudgesAt.get(moment.text) ?? []
  const candidate = here.find(({ nudge }) => nudge.key === shown.nudge)
  if (!candidate) return undefined
  const judged = judge({ catalogue, facts, moment, candidate })
  if (candidate.meter === undefined && !speaksOfMeter(judged.words.worded.copy)) return undefined
  const closed = judged.answers.find(
    ({ verdict }) => !verdict.passed && !spent.includes(verdict.gate),
  )
  if (closed) return { content: null, reason: closed.verdict.reason ?? null }
  if (isOvertaken(catalogue, facts, candidate)) return { content: null, reason: 'no_signal' }
  // What has become another format meanwhile is none that could take its place.
  if (candidate.nudge.format !== shown.format) return { content: null, reason: 'not_live' }
  return { content: draft(catalogue, facts, judged).content, reason: null }
}

/** A signal lasts; what a prompt says of a meter must not contradict why it is there. */
function isOvertaken(
  { triggers }: Catalogue,
  { facts }: DecisionFacts,
  { nudge }: CompiledNudge,
): boolean {
  const condition = triggers.get(nudge.trigger ?? '')?.condition
  return condition !== undefined && condition.meters.length > 0 && condition.test(facts) === false
}

function speaksOfMeter(copy: Copy): boolean {
  const { comparison, countdown = '' } = copy
  const texts = [
    ...textsIn(copy),
    countdown,
    ...Object.values(comparison ? headsOf(comparison) : {}),
  ]
  return texts
    .flatMap((text) => variablesOf(parseCopy(text)))
    .some(({ name }) => parseVariable(name)?.kind === 'meter')
}
