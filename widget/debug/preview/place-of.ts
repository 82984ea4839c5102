/** The element that a draft stands in, around or beside: the one that would ask for it. */
import type { Prompt } from '../../../shared/decision/prompt.ts'

const attributes: Record<string, string> = {
  slot: 'brim-slot[name',
  paywall: '[data-brim-paywall',
  meter: '[data-brim-meter',
}

export function placeOf({ placement }: Prompt): Element | undefined {
  const [kind = '', ...rest] = placement.split(':')
  const start = attributes[kind]
  const found = start && document.querySelector(`${start}=${JSON.stringify(rest.join(':'))}]`)
  return found || undefined
}

/** What of it cannot be seen here; nothing where all is well. */
export function lackOf(prompt: Prompt, anchor: Element | undefined): string | undefined {
  if (anchor || (prompt.format !== 'inline' && prompt.format !== 'meter')) return undefined
  return `This page has no place for it: it stands at ${prompt.placement.replace(':', ' ')}`
}
