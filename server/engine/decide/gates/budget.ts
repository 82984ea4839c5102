import { costlyFormats, modalFormats } from '../../../../shared/definition/nudge.ts'
import { type GateCheck, pass } from '../gate.ts'
import { attentionTaken, holdLimits, limitOf } from '../limit.ts'
import type { Impression } from '../question.ts'

/**
 * Attention, shared by all nudges: so many modals a user, sheets among them, so many prompts that
 * take attention an account, alerts to its rep among them. Formats that stay in their place cost nothing.
 */
export const budget: GateCheck = (ask) => {
  const { candidate, catalogue, facts, moment } = ask
  const { now } = moment
  const { format } = candidate.nudge
  if (!isCostly(format)) return pass('budget', { value: `${format} is free` })
  const { modalsPerUser, promptsPerAccount } = catalogue.settings.budget
  const taken = attentionTaken(ask)
  const shownAt = (counts: (one: Impression) => boolean) =>
    taken.filter(counts).map((one) => one.at)
  const modals = shownAt((one) => isModal(one.format) && one.user === facts.user)
  const prompts = shownAt((one) => isCostly(one.format) && one.account === facts.account)
  const touches = catalogue.settings.sales.spendsBudget ? facts.touches : []
  const what = touches.length > 0 ? 'prompts and alerts' : 'prompts shown'
  const all = [...prompts, ...touches]
  const account = limitOf(all, promptsPerAccount, `${what} to this account`, now)
  const user = limitOf(modals, modalsPerUser, 'modals shown to this user', now)
  const limits = isModal(format) ? ([user, account] as const) : ([account] as const)
  return holdLimits('budget', 'capped_budget', limits, now)
}

const isModal = (format: string) => modalFormats.some((one) => one === format)
const isCostly = (format: string) => costlyFormats.some((one) => one === format)
