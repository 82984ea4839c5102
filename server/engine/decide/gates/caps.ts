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

/** The nudge's own clock: so often to one user, so often ever, so often to one account. */
export const nudgeCaps: GateCheck = ({ candidate, facts, moment: { now } }) => {
  const { caps, key } = candidate.nudge
  const ofNudge = facts.impressions.filter((one) => one.nudge === key)
  const toUser = ofNudge.filter((one) => one.user === facts.user)
  if (toUser.length >= caps.lifetime) {
    const seen = { value: `shown ${toUser.length} times to this user`, threshold: caps.lifetime }
    return fail('nudge_caps', 'capped_nudge', null, seen)
  }
  const perUser = holdNudge(toUser, caps.perUser, 'shown to this user', now)
  if (!perUser.verdict.passed || !caps.perAccount) return perUser
  const toAccount = ofNudge.filter((one) => one.account === facts.account)
  return holdNudge(toAccount, caps.perAccount, 'shown to this account', now)
}

/**
 * The budget of the user and of the account, whatever the nudge. A ghost took nobody's attention; only
 * its own nudge is held back by it, as it would be by what the other arms were shown.
 */
export const attentionBudget: GateCheck = ({ candidate, facts, moment: { now } }) => {
  const { format, key } = candidate.nudge
  if (!costlyFormats.includes(format)) return pass('budget', { value: `${format} is free` })
  const spent = facts.impressions.filter((one) => !one.ghost || one.nudge === key)
  if (format === 'modal') {
    const modals = spent.filter((one) => one.format === 'modal' && one.user === facts.user)
    const answer = holdBudget(modals, budget.modalPerUser, 'modals shown to this user', now)
    if (!answer.verdict.passed) return answer
  }
  const costly = spent.filter(
    (one) => one.account === facts.account && costlyFormats.some((kind) => kind === one.format),
  )
  return holdBudget(costly, budget.promptsPerAccount, 'prompts shown to this account', now)
}

const holdNudge = holder('nudge_caps', 'capped_nudge')
const holdBudget = holder('budget', 'capped_budget')

type Cap = { every: string; times: number }

/** A check that fewer than `times` showings lie in the trailing `every`. */
function holder(gate: Gate, reason: CandidateReason) {
  return (shown: readonly Impression[], cap: Cap, what: string, now: number): GateAnswer => {
    const everyMs = durationMs(cap.every)
    const recent = shown.map((one) => one.at).filter((at) => at > now - everyMs)
    const value = `${recent.length} ${what} in ${lengthInWords(everyMs)}`
    const seen = { value, threshold: cap.times }
    if (recent.length < cap.times) return pass(gate, seen)
    // Free again when so many have left the window that fewer than `times` remain.
    const leaves = recent.sort((a, b) => a - b)[recent.length - cap.times] ?? now
    return fail(gate, reason, `in ${lengthInWords(leaves + everyMs - now)}`, seen)
  }
}
