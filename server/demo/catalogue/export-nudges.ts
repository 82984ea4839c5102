/** Where somebody wants to export: a dialog at a desk, a sheet on a phone. */
import type { z } from 'zod'
import type { nudge } from '../../../shared/definition/nudge.ts'

const copy: z.input<typeof nudge>['copy'] = {
  en: {
    title: 'Take this board with you',
    body: 'Export is part of {{offer.plan|Team}}. Try it free for {{offer.lasts|14 days}}: no card, and if you let it end, your boards stay as they are.',
    picture: { kind: 'icon', name: 'download' },
    comparison: {
      current: '{{plan.name|Today}}',
      rows: [
        { label: 'Export to CSV', current: false, offered: true },
        { label: 'Boards', current: '3', offered: 'No limit' },
        { label: 'Timeline', current: '3 weeks', offered: '6 weeks' },
        { label: 'People', current: '5', offered: '25' },
      ],
    },
    actions: [
      { kind: 'trial', label: 'Start the free trial' },
      { kind: 'link', label: 'Compare plans', url: '#/billing' },
    ],
  },
  de: {
    title: 'Nehmen Sie dieses Board mit',
    body: 'Der Export gehört zu {{offer.plan|Team}}. Testen Sie ihn {{offer.lasts|14 Tage}} kostenlos: ohne Karte, und wenn Sie die Zeit verstreichen lassen, bleiben Ihre Boards, wie sie sind.',
    picture: { kind: 'icon', name: 'download' },
    comparison: {
      current: '{{plan.name|Heute}}',
      rows: [
        { label: 'Export als CSV', current: false, offered: true },
        { label: 'Boards', current: '3', offered: 'Ohne Grenze' },
        { label: 'Zeitleiste', current: '3 Wochen', offered: '6 Wochen' },
        { label: 'Personen', current: '5', offered: '25' },
      ],
    },
    actions: [
      { kind: 'trial', label: 'Kostenlos testen' },
      { kind: 'link', label: 'Pläne vergleichen', url: '#/billing' },
    ],
    dismiss: 'Nicht jetzt',
  },
}

const common = {
  placement: 'paywall:export',
  trigger: 'export-wanted',
  offer: 'team-trial',
  copy,
} as const

export const exportNudges: z.input<typeof nudge>[] = [
  { ...common, key: 'export-trial', name: 'Export: try Team', format: 'modal', priority: 20 },
  {
    ...common,
    key: 'export-trial-phone',
    name: 'Export on a phone: try Team',
    format: 'sheet',
    audience: { trait: 'device.type', eq: 'phone' },
    priority: 21,
  },
]
