import type { CandidateReason, Gate } from '../../../../shared/decision.ts'
import { durationMs } from '../../../../shared/duration.ts'
import { costlyFormats } from '../../../../shared/nudge.ts'
import { lengthInWords } from '../../words.ts'
import { fail, type GateAnswer, type GateCheck, pass } from '../gate.ts'
import type { Impression } from '../question.ts'

/**
 * The attention budget, shared by all nudges: one modal per user per day, and three prompts that
 * take attention per account per week. Formats that stay in their place cost nothing.
 */
export const budget = {
  modalPerUser: { every: '1d', times: 1 },
  promptsPerAccount: { every: '7d', times: 3 },
} as const

type Cap = { every: string; times: number }

/** The nudge's own clock: so often to one user, so often ever, so often to one account. */
export const nudgeCaps: GateCheck = ({ candidate, facts, moment }) => {
  const { caps, key } = candidate.nudge
  const ofNudge = facts.impressions.filter((one) => one.nudge === key)
  const toUser = ofNudge.filter((one) => one.user === facts.user)
  if (toUser.length >= caps.lifetime) {
    return fail('nudge_caps', 'capped_nudge', null, {
      value: `${toUser.length} to this user, ever`,
      threshold: caps.lifetime,
    })
  }
  const perUser = within(
    'nudge_caps',
    'capped_nudge',
    toUser,
    caps.perUser,
    moment.now,
    'to this user',
  )
  if (!perUser.verdict.passed || !caps.perAccount) return perUser
  const toAccount = ofNudge.filter((one) => one.account === facts.account)
  return within(
    'nudge_caps',
    'capped_nudge',
    toAccount,
    caps.perAccount,
    moment.now,
    'to this account',
  )
}

/** The budget of the user and of the account, whatever the nudge. */
export const attentionBudget: GateCheck = ({ candidate, facts, moment }) => {
  const { format } = candidate.nudge
  if (!costlyFormats.includes(format)) return pass('budget', { value: `${format} is free` })
  if (format === 'modal') {
    const modals = facts.impressions.filter(
      (one) => one.format === 'modal' && one.user === facts.user,
    )
    const answer = within(
      'budget',
      'capped_budget',
      modals,
      budget.modalPerUser,
      moment.now,
      'modals to this user',
    )
    if (!answer.verdict.passed) return answer
  }
  const costly = facts.impressions.filter(
    (one) => one.account === facts.account && costlyFormats.some((kind) => kind === one.format),
  )
  return within(
    'budget',
    'capped_budget',
    costly,
    budget.promptsPerAccount,
    moment.now,
    'prompts to this account',
  )
}

function within(
  gate: Gate,
  reason: CandidateReason,
  impressions: readonly Impression[],
  cap: Cap,
  now: number,
  what: string,
): GateAnswer {
  const everyMs = durationMs(cap.every)
  const recent = impressions.map((one) => one.at).filter((at) => at > now - everyMs)
  const seen = { value: `${recent.length} ${what} in ${cap.every}`, threshold: cap.times }
  if (recent.length < cap.times) return pass(gate, seen)
  // Free again when so many have left the window that fewer than `times` remain.
  const leaves = recent.sort((a, b) => a - b)[recent.length - cap.times] ?? now
  return fail(gate, reason, `in ${lengthInWords(leaves + everyMs - now)}`, seen)
}
