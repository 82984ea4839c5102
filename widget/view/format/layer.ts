/** What stands above the page and takes no focus: a popover that only an answer closes. */
import { drawSection } from '../content/card.tsx'
import type { Draw } from '../drawing.ts'
import { keepAbove, putAbove } from '../place/layer.ts'
import type { Format } from './index.ts'

export const drawLayer = (part: string, look = part): Draw =>
  drawSection(part, `layer ${look}`, 'manual')

export const layer = (part: string, look?: string): Format => ({
  draw: drawLayer(part, look),
  place: putAbove,
  open: ({ element, root }) => keepAbove(element, root.querySelector('section') as HTMLElement),
})
