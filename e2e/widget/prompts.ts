// Builders of prompts, as the server would send them.
import type { Prompt, PromptAction } from '../../shared/prompt.ts'

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
