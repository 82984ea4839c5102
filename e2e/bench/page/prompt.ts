/** What is shown in every measured page, by Brim as a prompt and by the floor as it stands. */
import type { Prompt } from '../../../shared/decision/prompt.ts'

export const words = {
  title: 'Export is part of Team',
  body: 'Take every board with you as CSV or PDF, whenever somebody asks for it.',
  list: ['Unlimited exports', 'Timeline for each board', 'Roles and permissions'],
  actions: [
    { label: 'Upgrade to Team', url: 'https://example.com/checkout' },
    { label: 'Compare plans', url: 'https://example.com/plans' },
  ],
  dismiss: 'Not now',
} as const

const text = (words: string) => [{ kind: 'text' as const, text: words }]

/** Armed for a wall that the page runs into by `brim.paywall('export')`. */
export const armedPrompt = (now: number): Prompt => ({
  decisionId: 'dec_bench',
  nudge: 'export-wall',
  placement: 'paywall:export',
  format: 'modal',
  expiresAt: now + 1_800_000,
  locale: 'en',
  dir: 'ltr',
  title: text(words.title),
  body: text(words.body),
  list: words.list.map(text),
  actions: words.actions.map(({ label, url }, at) => ({
    kind: at === 0 ? 'checkout' : 'link',
    label: text(label),
    url,
  })),
  dismiss: words.dismiss,
  labels: { lang: 'en', later: 'Remind me later', never: 'Don’t show this again' },
  offer: { key: 'team', name: 'Team', kind: 'upgrade', plan: 'team' },
})

/** Body and list for peers, which take them as one. */
export const html = `<p>${words.body}</p><ul>${words.list.map((line) => `<li>${line}</li>`).join('')}</ul>`
