/** A prompt with a bit of everything, to see a theme by. */
import type { Inline } from '../../../../shared/copy/inline.ts'
import type { Prompt } from '../../../../shared/decision/prompt.ts'
import type { Format } from '../../../../shared/definition/nudge.ts'
import type { ThemeTokens } from '../../../../shared/theme/theme.ts'
import type { Light } from '../../../../shared/theme/tokens.ts'

const text = (words: string): Inline[] => [{ kind: 'text', text: words }]

/** Two landmarks of a page are told apart by their names. */
const titles: Record<Light, string> = {
  light: 'Room for the whole team',
  dark: 'Room for everybody at work here',
}

const common: Omit<Prompt, 'format' | 'title'> = {
  decisionId: 'preview',
  nudge: 'sample',
  placement: 'page',
  expiresAt: Number.MAX_SAFE_INTEGER,
  locale: 'en',
  dir: 'ltr',
  body: [
    ...text('Four of five seats are taken. Team has room for 25 people, and '),
    { kind: 'link', href: '#', children: text('you can go back at any time') },
    ...text('.'),
  ],
  list: [],
  actions: [
    { kind: 'link', label: text('Upgrade to Team'), url: '#' },
    { kind: 'link', label: text('Compare plans'), url: '#' },
  ],
  dismiss: 'Not now',
  labels: { lang: 'en', later: 'Remind me later', never: 'Don’t show this again' },
  offer: { key: 'team', name: 'Team', kind: 'seats', seats: 5 },
}

export const sampleFormats = ['inline', 'modal', 'banner'] as const
export type SampleFormat = (typeof sampleFormats)[number] & Format

export function sampleOf(
  format: SampleFormat,
  light: Light,
  theme: ThemeTokens | undefined,
): Prompt {
  const list = format === 'banner' ? [] : [text('Boards without a limit'), text('Export to CSV')]
  return { ...common, title: text(titles[light]), format, list, ...(theme && { theme }) }
}
