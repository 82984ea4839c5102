/** The gates that a candidate passes through, and what each one said. */
import type { Gate, Verdict } from '../decision/decision.ts'
import { valueInWords } from './operator.ts'
import { reasonInWords } from './reason.ts'

type GateWords = { title: string; passed: string }

const gates: Record<Gate, GateWords> = {
  workspace: { title: 'Workspace', passed: 'Not paused' },
  consent: { title: 'Consent', passed: 'They have not refused prompts' },
  holdout: { title: 'Holdout', passed: 'Not among the accounts that are only measured' },
  live: { title: 'Live', passed: 'Published and within its schedule' },
  placement: { title: 'Placement', passed: 'Made for this place' },
  signal: { title: 'Signal', passed: 'Its trigger has fired, or it needs none' },
  audience: { title: 'Audience', passed: 'Within its audience' },
  offer: { title: 'Offer', passed: 'The offer fits this account' },
  buyer: { title: 'Buyer', passed: 'They may buy, or the prompt asks someone who may' },
  sales: {
    title: 'Sales',
    passed: 'Nobody in sales has the account or its signal, or the prompt leads to them',
  },
  wish: { title: 'Their own wish', passed: 'Not snoozed and not refused' },
  converted: { title: 'Converted', passed: 'The account hasn’t taken this offer yet' },
  nudge_caps: { title: 'How often', passed: 'Seen less often than the nudge allows' },
  group_caps: { title: 'Groups', passed: 'Within the limits of its groups' },
  budget: { title: 'Attention', passed: 'Within the attention budget' },
  experiment: { title: 'Experiment', passed: 'Not in a control group' },
  copy: { title: 'Words', passed: 'Every variable has a value' },
  rank: { title: 'Rank', passed: 'Went before every other nudge' },
}

export const gateTitle = (gate: Gate) => gates[gate].title

export function verdictInWords(verdict: Verdict): string {
  if (verdict.passed) return gates[verdict.gate].passed
  return reasonInWords(verdict.reason ?? `${verdict.gate}_failed`)
}

const isFree = (value: Verdict['value']) => typeof value === 'string' && value.endsWith(' is free')

/** What was seen and what was asked for, where the gate compares two; otherwise null. */
export function measureInWords({ gate, passed, value, threshold }: Verdict): string | null {
  if (passed && gate === 'budget' && isFree(value)) return 'This format costs no attention'
  const isSeen = value !== undefined && value !== null
  const isAsked = threshold !== undefined && threshold !== null
  if (!isSeen) return isAsked ? `wanted ${valueInWords(threshold)}` : null
  if (!isAsked || value === threshold) return valueInWords(value)
  if (typeof threshold !== 'number') {
    return passed ? valueInWords(value) : `${valueInWords(value)}, not ${valueInWords(threshold)}`
  }
  const most = valueInWords(threshold)
  return typeof value === 'number'
    ? `${valueInWords(value)} of ${most}`
    : `${value}, at most ${most}`
}
