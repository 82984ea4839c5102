/** What Tideboard says at those moments: one nudge for each trigger. */
import type { z } from 'zod'
import { type Nudge, nudge } from '../../../shared/nudge.ts'
import { bannerNudges } from './banner-nudges.ts'
import { inlineNudges } from './inline-nudges.ts'

const exportTrial: z.input<typeof nudge> = {
  key: 'export-trial',
  name: 'Export: try Team',
  format: 'modal',
  placement: 'paywall:export',
  trigger: 'export-wanted',
  offer: 'team-trial',
  priority: 20,
  copy: {
    en: {
      title: 'Take this board with you',
      body: 'Export is part of {{offer.plan|Team}}. Try it free for {{offer.lasts|14 days}}: no card, and if you let it end, your boards stay as they are.',
      list: [
        'Every board as a CSV file',
        'As many boards as you need, for up to 25 people',
        'Six weeks of timeline instead of three',
      ],
      actions: [
        { kind: 'trial', label: 'Start the free trial' },
        { kind: 'link', label: 'Compare plans', url: '#/billing' },
      ],
    },
    de: {
      title: 'Nehmen Sie dieses Board mit',
      body: 'Der Export gehört zu {{offer.plan|Team}}. Testen Sie ihn {{offer.lasts|14 Tage}} kostenlos: ohne Karte, und wenn Sie die Zeit verstreichen lassen, bleiben Ihre Boards, wie sie sind.',
      list: [
        'Jedes Board als CSV-Datei',
        'So viele Boards, wie Sie brauchen, für bis zu 25 Personen',
        'Sechs Wochen Zeitleiste statt drei',
      ],
      actions: [
        { kind: 'trial', label: 'Kostenlos testen' },
        { kind: 'link', label: 'Pläne vergleichen', url: '#/billing' },
      ],
      dismiss: 'Nicht jetzt',
    },
  },
}

export const nudges: Nudge[] = [exportTrial, ...inlineNudges, ...bannerNudges].map((one) =>
  nudge.parse(one),
)
