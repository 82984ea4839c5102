// Builders of prompts, as the server would send them.
import type { Comparison, Prompt, PromptAction, PromptUsage } from '../../shared/decision/prompt.ts'

export const text = (words: string) => [{ kind: 'text' as const, text: words }]

export const trial: PromptAction = { kind: 'trial', label: text('Start the free trial') }
export const askAdmin: PromptAction = { kind: 'ask_admin', label: text('Ask my admin') }
export const link = (url: string): PromptAction => ({ kind: 'link', label: text('Compare'), url })

const base: Prompt = {
  decisionId: 'dec_1',
  nudge: 'export-trial',
  placement: 'paywall:export',
  format: 'modal',
  expiresAt: Date.now() + 3_600_000,
  locale: 'en',
  dir: 'ltr',
  title: text('Take this board with you'),
  body: [
    ...text('Export is part of '),
    { kind: 'bold', children: text('Team') },
    ...text('. Read '),
    { kind: 'link', href: 'https://example.com/plans', children: text('what is in it') },
    ...text('.'),
  ],
  list: [text('Every board as a CSV file'), text('Boards without a limit')],
  actions: [trial, link('/billing')],
  dismiss: 'Not now',
  labels: { lang: 'en', later: 'Remind me later', never: 'Don’t show this again' },
  offer: { key: 'team-trial', name: 'Team trial', kind: 'trial', plan: 'team', lasts: '14d' },
}

export const modal = (over: Partial<Prompt> = {}): Prompt => ({ ...base, ...over })

export const banner = (over: Partial<Prompt> = {}): Prompt => ({
  ...base,
  decisionId: 'dec_2',
  nudge: 'timeline-trial',
  placement: 'page',
  format: 'banner',
  title: text('The timeline is part of your week now'),
  list: [],
  actions: [trial],
  ...over,
})

export const inline = (over: Partial<Prompt> = {}): Prompt => ({
  ...base,
  decisionId: 'dec_3',
  nudge: 'billing-card',
  placement: 'slot:billing',
  format: 'inline',
  title: text('Team would fit how you work'),
  ...over,
})

export const sheet = (over: Partial<Prompt> = {}): Prompt => ({
  ...base,
  decisionId: 'dec_4',
  nudge: 'export-sheet',
  format: 'sheet',
  ...over,
})

export const toast = (over: Partial<Prompt> = {}): Prompt => ({
  ...banner(),
  decisionId: 'dec_5',
  nudge: 'timeline-toast',
  format: 'toast',
  ...over,
})

export const popover = (over: Partial<Prompt> = {}): Prompt => ({
  ...base,
  decisionId: 'dec_6',
  nudge: 'export-popover',
  format: 'popover',
  list: [],
  ...over,
})

export const meter = (over: Partial<Prompt> = {}): Prompt => ({
  ...base,
  decisionId: 'dec_7',
  nudge: 'calls-meter',
  placement: 'slot:billing',
  format: 'meter',
  title: text('Most of this month’s calls are used'),
  list: [],
  usage,
  ...over,
})

export const usage: PromptUsage = {
  meter: 'api_calls',
  used: 8_200,
  limit: 10_000,
  text: '8,200 of 10,000 API calls',
}

export const comparison: Comparison = {
  current: text('Starter'),
  offered: text('Team'),
  rows: [
    { label: text('Boards'), current: text('3'), offered: text('Unlimited') },
    { label: text('Export'), current: false, offered: true },
  ],
  words: { yes: 'Included', no: 'Not included', title: 'Starter and Team side by side' },
}

/** Everything that a prompt can carry besides its words. */
export const laden = (): Partial<Prompt> => ({
  list: base.list,
  picture: { kind: 'image', url: pictureUrl, alt: 'A board with three lists' },
  usage,
  comparison,
  countdown: { endsAt: Date.now() + 3 * 86_400_000, text: text('The offer ends in') },
})

export const pictureUrl = '/picture.svg'

/** One of each, at the wall that every page of the tests has. */
export const allFormats: Prompt[] = [modal, sheet, banner, popover, toast, inline, meter].map(
  (build) => build({ placement: 'paywall:export' }),
)
