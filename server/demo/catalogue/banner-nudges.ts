/** One line at the edge of the page. */
import type { z } from 'zod'
import type { nudge } from '../../../shared/definition/nudge.ts'

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
        body: 'On Team it shows six weeks instead of three.',
        actions: [{ kind: 'trial', label: 'Try it for {{offer.lasts|14 days}}' }],
      },
      de: {
        title: 'Die Zeitleiste gehört zu Ihrer Woche, {{user.name|wie es scheint}}',
        body: 'Mit Team zeigt sie sechs Wochen statt drei.',
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
        title: 'Is it about limits? Let us talk it through',
        body: 'Tell us what you are missing. A person answers within one working day.',
        actions: [
          { kind: 'contact', label: 'Write to us', url: 'mailto:hello@tideboard.example' },
          { kind: 'link', label: 'See what each plan holds', url: '#/billing' },
        ],
        dismiss: 'No, thanks',
      },
      de: {
        title: 'Geht es um Grenzen? Sprechen wir darüber',
        body: 'Schreiben Sie uns, was fehlt. Ein Mensch antwortet innerhalb eines Arbeitstags.',
        actions: [
          { kind: 'contact', label: 'Schreiben Sie uns', url: 'mailto:hello@tideboard.example' },
          { kind: 'link', label: 'Was jeder Plan enthält', url: '#/billing' },
        ],
        dismiss: 'Nein, danke',
      },
    },
  },
]
