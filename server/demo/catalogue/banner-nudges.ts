/** One line at the edge of the page. */
import type { z } from 'zod'
import type { nudge } from '../../../shared/nudge.ts'

export const bannerNudges: z.input<typeof nudge>[] = [
  {
    key: 'timeline-trial',
    name: 'Timeline regulars: try Team',
    format: 'banner',
    placement: 'page',
    trigger: 'timeline-regular',
    offer: 'team-trial',
    priority: 5,
    caps: { perUser: { every: '14d', times: 1 }, lifetime: 2 },
    copy: {
      en: {
        title: 'The timeline is part of your week now, {{user.name|and it shows}}',
        body: 'On Team you can drag the dates, not only look at them.',
        actions: [{ kind: 'trial', label: 'Try it for {{offer.lasts|14 days}}' }],
      },
      de: {
        title: 'Die Zeitleiste gehört zu Ihrer Woche, {{user.name|wie es scheint}}',
        body: 'Mit Team verschieben Sie die Termine, statt sie nur anzusehen.',
        actions: [{ kind: 'trial', label: '{{offer.lasts|14 Tage}} testen' }],
        dismiss: 'Nicht jetzt',
      },
    },
  },
  {
    key: 'limits-conversation',
    name: 'Asked about limits: talk to a person',
    format: 'banner',
    placement: 'event:support_inquiry',
    trigger: 'asked-about-limits',
    audience: { trait: 'user.role', in: ['owner', 'admin'] },
    offer: 'talk-to-us',
    caps: { perUser: { every: '30d', times: 1 }, lifetime: 3 },
    copy: {
      en: {
        title: 'Your question is with a person now',
        body: 'You have an answer within one working day. If it is about more room, we can also talk it through.',
        actions: [
          { kind: 'contact', label: 'Write to us', url: 'mailto:hello@tideboard.example' },
          { kind: 'link', label: 'See what each plan holds', url: '#/billing' },
        ],
        dismiss: 'Fine, thanks',
      },
      de: {
        title: 'Ihre Frage liegt jetzt bei einem Menschen',
        body: 'Die Antwort kommt innerhalb eines Arbeitstags. Geht es um mehr Platz, sprechen wir auch gern darüber.',
        actions: [
          { kind: 'contact', label: 'Schreiben Sie uns', url: 'mailto:hello@tideboard.example' },
          { kind: 'link', label: 'Was jeder Plan enthält', url: '#/billing' },
        ],
        dismiss: 'Gut, danke',
      },
    },
  },
]
