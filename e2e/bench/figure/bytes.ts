// What a site loads, as brotli's best setting sends it. The floor of these is the budget.
import { constants, brotliCompressSync } from 'node:zlib'
import { readWidget } from '../page/widget.ts'
import type { Figure } from '../row.ts'

const budgets = { core: 4_000, view: 13_500 }

const brotli = (text: string): number =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

export const bytes: Figure = {
  name: 'widget_bytes',
  async measure() {
    const { core, view } = readWidget()
    return [
      { name: 'widget_core_bytes', value: brotli(core), unit: 'bytes', floor: budgets.core },
      { name: 'widget_view_bytes', value: brotli(view.text), unit: 'bytes', floor: budgets.view },
    ]
  },
}
