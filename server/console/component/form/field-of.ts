/** The field of the page that a path names, and what the form calls it. */
import { fieldId } from './Field.tsx'

const controls = ':is(input, select, textarea, fieldset)'

/** Or the first one inside of what it names, or the nearest one around it. */
export function fieldOf(path: string): HTMLElement | null {
  const parts = path.split('.')
  for (let size = parts.length; size > 0; size--) {
    const id = fieldId(parts.slice(0, size).join('.'))
    const inside = `${controls}[id^="${CSS.escape(`${id}-`)}"]`
    const field = document.getElementById(id) ?? document.querySelector<HTMLElement>(inside)
    if (field) return field
  }
  return null
}

type Placed = { field: HTMLElement | null }

/** What has no field comes last. */
export function inOrderOfPage({ field: a }: Placed, { field: b }: Placed): number {
  if (!a || !b) return Number(!a) - Number(!b)
  if (a === b) return 0
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}

/** "Times per user (How often)": its label, and the part of the form that it is in. */
export function fieldInWords(field: HTMLElement): string {
  const label = labelOf(field)
  const part = field.parentElement?.closest('.leaf, section')
  const title = textOf(part?.querySelector(part.matches('.leaf') ? 'legend' : 'h2'))
  return title === '' || title === label ? label : `${label} (${title})`
}

function labelOf(field: HTMLElement): string {
  if (field instanceof HTMLFieldSetElement) return textOf(field.querySelector('legend'))
  const [label] = 'labels' in field ? (field.labels as NodeListOf<HTMLElement>) : []
  // How long something is has a number and a unit; of the two it is the number.
  return label ? textOf(label) : (field.ariaLabel ?? '').replace(/, number$/, '')
}

/** Without what stands beside it: that it is optional. */
function textOf(element: Element | null | undefined): string {
  const copy = element?.cloneNode(true) as Element | undefined
  for (const one of copy?.querySelectorAll('.optional') ?? []) one.remove()
  return copy?.textContent?.trim().replace(/\s+/g, ' ') ?? ''
}
