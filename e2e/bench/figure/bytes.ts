/** What a site loads, as brotli's best setting sends it. The floor of these is the budget. */
import { brotliBytes } from '../page/brotli.ts'
import { readWidget } from '../page/widget.ts'
import type { Figure } from '../row.ts'

const budgets = { core: 4_000, view: 13_500 }

export const coreBytes: Figure = {
  name: 'widget_core_bytes',
  measure: async () => [
    {
      name: 'widget_core_bytes',
      value: brotliBytes(readWidget().core),
      unit: 'bytes',
      floor: budgets.core,
    },
  ],
}

export const viewBytes: Figure = {
  name: 'widget_view_bytes',
  measure: async () => [
    {
      name: 'widget_view_bytes',
      value: brotliBytes(readWidget().view),
      unit: 'bytes',
      floor: budgets.view,
    },
  ],
}
