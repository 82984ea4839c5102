/** A bar at an edge of the screen, or of a container that the page has given it. */
import type { Prompt } from '../../../shared/decision/prompt.ts'
import { flow } from './flow.ts'
import type { Format } from './index.ts'
import { layer } from './layer.ts'

export function banner({ position = 'bottom' }: Prompt, anchor: Element | undefined): Format {
  const isEdge = position === 'top' || position === 'bottom'
  if (anchor && !isEdge) return flow('banner', position)
  const isTop = ['top', 'first', 'before'].includes(position)
  return layer('banner', isTop ? 'banner edge top' : 'banner edge')
}
