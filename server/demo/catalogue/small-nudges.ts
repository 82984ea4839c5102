/** What takes little room: beside a button, in a corner, along a meter. */
import type { z } from 'zod'
import type { nudge } from '../../../shared/definition/nudge.ts'

const buyers = { trait: 'user.role', in: ['owner', 'admin'] }
const onFree = { trait: 'account.plan', eq: 'free' } as const

export const smallNudges: z.input<typeof nudge>[] = [
  {
    key: 'timeline-weeks',
    name: 'Six weeks: try Team',
    format: 'popover',
    placement: 'paywall:timeline',
    audience: onFree,
    offer: 'team-trial',
    priority: 5,
    copy: {
      en: {
        title: 'Three weeks further',
        body: 'On Team the timeline shows six weeks. Try it free for {{offer.lasts|14 days}}, without a card.',
        picture: { kind: 'icon', name: 'clock' },
        actions: [{ kind: 'trial', label: 'Show me six weeks' }],
      },
      de: {
        title: 'Drei Wochen weiter',
        body: 'Mit Team zeigt die Zeitleiste sechs Wochen. Testen Sie es {{offer.lasts|14 Tage}} kostenlos, ohne Karte.',
        picture: { kind: 'icon', name: 'clock' },
        actions: [{ kind: 'trial', label: 'Sechs Wochen zeigen' }],
        dismiss: 'Nicht jetzt',
      },
    },
  },
  {
    key: 'first-month',
    name: 'The team grows: first month free',
    format: 'toast',
    placement: 'event:member_invited',
    trigger: 'departments-join',
    audience: buyers,
    // Nothing else proposes it, so that its countdown is the whole truth.
    offer: 'team-first-month',
    offerLasts: '3d',
    priority: 10,
    copy: {
      en: {
        title: 'Your first month of Team is free',
        body: 'You are filling up, and more than one department is at work. Move up now and pay from the second month on.',
        picture: { kind: 'icon', name: 'gift' },
        countdown: 'Yours for another',
        actions: [{ kind: 'callback', label: 'Move up to Team', name: 'upgrade' }],
      },
      de: {
        title: 'Ihr erster Monat Team ist frei',
        body: 'Die Plätze füllen sich, und mehr als eine Abteilung arbeitet hier. Wechseln Sie jetzt, und zahlen Sie ab dem zweiten Monat.',
        picture: { kind: 'icon', name: 'gift' },
        countdown: 'Gilt noch',
        actions: [{ kind: 'callback', label: 'Zu Team wechseln', name: 'upgrade' }],
        dismiss: 'Nicht jetzt',
      },
    },
  },
  {
    key: 'seats-meter',
    name: 'Members: seats and what comes after',
    format: 'meter',
    placement: 'slot:members',
    meter: 'seats',
    audience: { all: [onFree, buyers] },
    offer: 'team-upgrade',
    // It belongs to the page, like the number that it shows.
    caps: { perUser: { every: '1d', times: 5 }, lifetime: 100 },
    offerLasts: null,
    copy: {
      en: {
        title: 'Seats on Free',
        body: 'Team has room for 25 people, for {{offer.price}} each per month.',
        unit: 'seats',
        actions: [{ kind: 'link', label: 'Compare plans', url: '#/billing' }],
      },
      de: {
        title: 'Plätze im freien Plan',
        body: 'Team hat Platz für 25 Personen, für je {{offer.price}} im Monat.',
        unit: 'Plätzen',
        actions: [{ kind: 'link', label: 'Pläne vergleichen', url: '#/billing' }],
        dismiss: 'Nicht jetzt',
      },
    },
  },
]
