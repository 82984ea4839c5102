/** Cards that stand where the thing would have been. */
import type { z } from 'zod'
import type { nudge } from '../../../shared/definition/nudge.ts'

const upgrade = {
  en: [
    { kind: 'callback', label: 'Upgrade to Team', name: 'upgrade' },
    { kind: 'link', label: 'Compare plans', url: '#/billing' },
  ],
  de: [
    { kind: 'callback', label: 'Zu Team wechseln', name: 'upgrade' },
    { kind: 'link', label: 'Pläne vergleichen', url: '#/billing' },
  ],
} as const

const buyers = { trait: 'user.role', in: ['owner', 'admin'] }

export const inlineNudges: z.input<typeof nudge>[] = [
  {
    key: 'boards-full-card',
    name: 'The fourth board',
    format: 'inline',
    placement: 'paywall:boards',
    trigger: 'boards-full',
    offer: 'team-upgrade',
    priority: 10,
    meter: 'boards',
    copy: {
      en: {
        title: 'All {{meter.boards.limit|3}} boards are in use',
        body: 'Team has no limit on boards. It costs {{offer.price}} per person and month, and you can go back at any time.',
        unit: 'boards',
        actions: [...upgrade.en],
      },
      de: {
        title: 'Alle {{meter.boards.limit|3}} Boards sind belegt',
        body: 'Team kennt keine Grenze für Boards. Es kostet {{offer.price}} pro Person und Monat, und Sie können jederzeit zurück.',
        unit: 'Boards',
        actions: [...upgrade.de],
        dismiss: 'Nicht jetzt',
      },
    },
  },
  {
    key: 'seats-full-card',
    name: 'The sixth person',
    format: 'inline',
    placement: 'paywall:seats',
    trigger: 'departments-join',
    audience: buyers,
    offer: 'team-upgrade',
    priority: 10,
    copy: {
      en: {
        title: 'Room for the whole team',
        body: '{{meter.seats.used|5}} of {{meter.seats.limit|5}} seats are taken, and more than one department is at work here. Team has room for 25 people, for {{offer.price}} each per month.',
        actions: [...upgrade.en],
      },
      de: {
        title: 'Platz für das ganze Team',
        body: '{{meter.seats.used|5}} von {{meter.seats.limit|5}} Plätzen sind vergeben, und mehr als eine Abteilung arbeitet hier. Team hat Platz für 25 Personen, für je {{offer.price}} im Monat.',
        actions: [...upgrade.de],
        dismiss: 'Nicht jetzt',
      },
    },
  },
  {
    key: 'billing-team-card',
    name: 'Billing: Team fits how you work',
    format: 'inline',
    placement: 'slot:billing',
    trigger: 'whole-workflow',
    audience: buyers,
    offer: 'team-upgrade',
    // It stands where people come to look at plans, so it may stand there more than once.
    caps: { perUser: { every: '1d', times: 3 }, lifetime: 30 },
    // It stands on the billing page, as the plan itself does.
    offerLasts: null,
    copy: {
      en: {
        title: 'Team would fit how you work',
        body: 'Hello {{user.name|there}}. You use most of Tideboard by now. Team adds the parts that are still closed:',
        list: ['Export to CSV', 'Six weeks of timeline instead of three', 'Boards without a limit'],
        actions: [...upgrade.en],
      },
      de: {
        title: 'Team passt zu Ihrer Arbeit',
        body: 'Hallo {{user.name|zusammen}}. Sie nutzen inzwischen fast alles in Tideboard. Team öffnet den Rest:',
        list: ['Export als CSV', 'Sechs Wochen Zeitleiste statt drei', 'Boards ohne Grenze'],
        actions: [...upgrade.de],
        dismiss: 'Nicht jetzt',
      },
    },
  },
]
