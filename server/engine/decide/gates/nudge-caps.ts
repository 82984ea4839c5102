import type { GateCheck } from '../gate.ts'
import { holdLimits, type Limit, limitOf } from '../limit.ts'
import type { Impression } from '../question.ts'

/** The nudge's own clock: so often ever to one user, so often in a while to them, to the account. */
export const nudgeCaps: GateCheck = ({ candidate, facts, moment: { now } }) => {
  const { perUser, lifetime, perAccount } = candidate.rules
  const shown = facts.impressions.filter((one) => one.nudge === candidate.nudge.key)
  const toUser = shown.filter((one) => one.user === facts.user)
  const ever: Limit = {
    value: `shown ${toUser.length} times to this user`,
    threshold: lifetime,
    roomAt: toUser.length < lifetime ? now : Number.POSITIVE_INFINITY,
  }
  const lately = limitOf(toUser.map(timeOf), perUser, 'shown to this user', now)
  const toAccount = shown.filter((one) => one.account === facts.account).map(timeOf)
  const perAccounts = perAccount
    ? [limitOf(toAccount, perAccount, 'shown to this account', now)]
    : []
  return holdLimits('nudge_caps', 'capped_nudge', [ever, lately, ...perAccounts], now)
}

const timeOf = (shown: Impression) => shown.at
