/** What stands in the flow of the page, where the host has given it a place. */
import type { BannerPosition } from '../../../shared/definition/nudge.ts'
import { drawSection } from '../content/card.tsx'
import { putInFlow } from '../place/flow.ts'
import type { Format } from './index.ts'

export const flow = (name: 'inline' | 'meter' | 'banner', position?: BannerPosition): Format => ({
  draw: drawSection(name, `flow ${name}`),
  place: (element, anchor) => anchor && putInFlow(element, anchor, position),
})
