/** The parts of a nudge as its authors read them. */
import { canPause } from '../../../shared/definition/can-pause.ts'
import type { DefinitionKind, DefinitionRecord } from '../../../shared/definition/definition.ts'
import type { Action, BannerPosition, Format, IconName } from '../../../shared/definition/nudge.ts'
import type { OfferKind } from '../../../shared/definition/plan.ts'

export const formatWords: Record<Format, string> = {
  modal: 'Modal',
  sheet: 'Sheet',
  banner: 'Banner',
  popover: 'Popover',
  toast: 'Toast',
  inline: 'Inline card',
  meter: 'Meter',
}

/** What it does to the page, in a line. */
export const formatHints: Record<Format, string> = {
  modal: 'Over the page, until it is answered',
  sheet: 'From the lower edge, as on phones',
  banner: 'One line at an edge or in a container',
  popover: 'Beside the element that asked',
  toast: 'A small card in the corner',
  inline: 'In the page, where the thing would be',
  meter: 'A usage bar with an offer',
}

export const positionWords: Record<BannerPosition, string> = {
  top: 'Top of the screen',
  bottom: 'Foot of the screen',
  first: 'First in its container',
  last: 'Last in its container',
  before: 'Before its container',
  after: 'After its container',
}

export const iconWords: Record<IconName, string> = {
  arrow_up: 'Arrow up',
  bolt: 'Bolt',
  chart: 'Chart',
  chat: 'Speech bubble',
  check: 'Tick',
  clock: 'Clock',
  download: 'Download',
  gift: 'Gift',
  info: 'Info',
  lock: 'Lock',
  people: 'People',
  plus: 'Plus',
  rocket: 'Rocket',
  shield: 'Shield',
  spark: 'Spark',
  star: 'Star',
}

export const actionWords: Record<Action['kind'], string> = {
  checkout: 'Go to checkout',
  link: 'Open a link',
  trial: 'Start the trial',
  contact: 'Contact us',
  ask_admin: 'Ask an admin',
  callback: 'Call the page',
}

export const offerWords: Record<OfferKind, string> = {
  upgrade: 'Upgrade',
  seats: 'Seats',
  add_on: 'Add-on',
  trial: 'Trial',
  contact: 'Contact',
  ask_admin: 'Ask an admin',
  learn_more: 'Learn more',
}

export const placementWords = {
  paywall: 'Paywall of a feature',
  meter: 'Meter',
  slot: 'Slot in a page',
  event: 'After an event',
  page: 'Any page',
} as const
export type PlacementKind = keyof typeof placementWords

export function placementInWords(placement: string): string {
  const colon = placement.indexOf(':')
  const kind = colon < 0 ? placement : placement.slice(0, colon)
  const name = placement.slice(colon + 1)
  if (kind === 'paywall') return `Paywall “${name}”`
  if (kind === 'meter') return `Meter “${name}”`
  if (kind === 'slot') return `Slot “${name}”`
  if (kind === 'event') return `After “${name}”`
  return kind === 'page' ? 'Any page' : placement
}

/** Within a sentence: "Nothing at the paywall “export”". */
export function placementPhrase(placement: string): string {
  const colon = placement.indexOf(':')
  const name = `“${placement.slice(colon + 1)}”`
  if (placement.startsWith('paywall:')) return `at the paywall ${name}`
  if (placement.startsWith('meter:')) return `at the meter ${name}`
  if (placement.startsWith('slot:')) return `in the slot ${name}`
  if (placement.startsWith('event:')) return `after ${name}`
  return placement === 'page' ? 'on the page' : `at ${placement}`
}

export type StatusWords = { text: string; tone: 'good' | 'brim' | 'quiet' }

export function statusInWords(
  status: DefinitionRecord['status'],
  kind: DefinitionKind,
): StatusWords {
  // What holds all the same is not said to rest.
  if (status === 'paused' && !canPause(kind)) return { text: 'Live', tone: 'good' }
  if (status === 'live') return { text: 'Live', tone: 'good' }
  if (status === 'counting') return { text: 'Counting its history', tone: 'quiet' }
  if (status === 'paused') return { text: 'Paused', tone: 'brim' }
  if (status === 'archived') return { text: 'Archived', tone: 'quiet' }
  return { text: 'Draft', tone: 'quiet' }
}
