/** The value of a field of a definition, as its editor would say it. */

import type { DefinitionKind } from '../../../shared/definition/definition.ts'
import type {
  BannerPosition,
  Experiment,
  Format,
  IconName,
  Picture,
} from '../../../shared/definition/nudge.ts'
import type { Condition, Family, Trigger } from '../../../shared/definition/trigger.ts'
import type { Cap } from '../../../shared/value/cap.ts'
import { localeInWords } from '../../../shared/words/locale.ts'
import { counted, numberInWords, shareInWords } from '../../../shared/words/number.ts'
import { conditionInWords } from './condition.ts'
import {
  actionWords,
  formatWords,
  iconWords,
  offerWords,
  placementInWords,
  positionWords,
} from './nudge.ts'
import { durationInWords, momentWithZone } from './time.ts'
import { familyWords, rearmWords, subjectWords } from './trigger.ts'

/** The names of what a definition refers to, by kind and key. */
export type NameOf = (kind: DefinitionKind, key: string) => string

const durations = new Set(['snooze', 'offerLasts', 'cooldown', 'expires', 'halfLife', 'lasts'])

/** Epoch ms. */
const moments = new Set(['publishAt', 'expiresAt', 'until', 'previousSignsUntil'])

/** `undefined`: the field is not set. */
export function valueInWords(path: string, value: unknown, nameOf: NameOf): string | undefined {
  const field = path.split('.').at(-1) ?? ''
  if (value === undefined) return undefined
  if (field === 'offerLasts' && value === null) return 'For ever'
  if (value === null) return path.startsWith('limits.') ? 'No limit' : 'Nothing'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') {
    if (moments.has(field)) return momentWithZone(value)
    return field === 'holdout' ? shareInWords(value, 1) : numberInWords(value)
  }
  if (typeof value === 'string') return textInWords(path, field, value, nameOf)
  if (Array.isArray(value)) {
    return value.map((one) => valueInWords(path, one, nameOf)).join('\n') || 'Nothing'
  }
  switch (field) {
    case 'audience':
    case 'when':
      return conditionInWords(value as Condition)
    case 'perUser':
    case 'perAccount':
      return capInWords(value as Cap)
    case 'experiment':
      return experimentInWords(value as Experiment)
    case 'picture':
      return pictureInWords(value as Picture)
    default:
      return Object.entries(value as object)
        .map(([name, one]) => `${name}: ${valueInWords(`${path}.${name}`, one, nameOf)}`)
        .join('\n')
  }
}

function textInWords(path: string, field: string, value: string, nameOf: NameOf): string {
  if (durations.has(field)) return durationInWords(value)
  switch (field) {
    case 'format':
      return formatWords[value as Format] ?? value
    case 'placement':
      return placementInWords(value)
    case 'position':
      return positionWords[value as BannerPosition] ?? value
    case 'startsAt':
    case 'endsAt':
      return momentWithZone(Date.parse(value))
    case 'defaultLocale':
      return localeInWords(value)
    case 'offer':
    case 'trigger':
    case 'plan':
      return nameOf(field, value)
    case 'recommends':
      return nameOf('offer', value)
    case 'kind':
      return kindInWords(path, value)
    case 'family':
      return familyWords[value as Family] ?? value
    case 'subject':
      return subjectWords[value as Trigger['subject']] ?? value
    case 'rearm':
      return rearmWords[value as Trigger['rearm']] ?? value
    default:
      return value
  }
}

function kindInWords(path: string, kind: string): string {
  const words: Record<string, string> = path.includes('actions') ? actionWords : offerWords
  return words[kind] ?? kind
}

const capInWords = ({ every, times }: Cap) =>
  `${counted(times, 'time')} in ${durationInWords(every)}`

function experimentInWords({ arms, unit, lift }: Experiment): string {
  const all = arms.reduce((sum, one) => sum + one.weight, 0)
  const shares = arms.map(({ key, weight, control }) => {
    const words = control ? 'nothing is shown' : 'shown'
    return `${key}: ${shareInWords(weight, all)}, ${words}`
  })
  const goal = lift === undefined ? [] : [`To find a lift of ${shareInWords(lift, 1)}`]
  return [`By ${unit}`, ...shares, ...goal].join('\n')
}

function pictureInWords(picture: Picture): string {
  if (picture.kind === 'icon') return `Icon: ${iconWords[picture.name as IconName]}`
  return picture.alt ? `${picture.alt} (${picture.url})` : picture.url
}
