/** Questions about drafts: equal, how they differ, what is not translated. Pure. */
import type { Action, Copy, Nudge } from '../../../../shared/definition/nudge.ts'
import { textsOf } from './texts.ts'
import { copiesOf, own, type Words, withCopies } from './words.ts'

export function sameBody(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

/** JSON with sorted keys, without what is undefined. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}

/** What is undefined in it is left out of the copy. */
export type Patch = { [Field in keyof Copy]?: Copy[Field] | undefined }

export function withCopy(draft: Nudge, locale: string, patch: Patch, words: Words = own): Nudge {
  const copies = copiesOf(draft, words)
  const copy = copies?.[locale]
  if (!copy) return draft
  const changed = Object.entries({ ...copy, ...patch }).filter(([, value]) => value !== undefined)
  return withCopies(draft, words, { ...copies, [locale]: Object.fromEntries(changed) as Copy })
}

/** A new locale starts with the words of the default one, so that it can be shown at every moment. */
export function withLocale(draft: Nudge, locale: string, words: Words = own): Nudge {
  const copies = copiesOf(draft, words)
  const from = copies?.[draft.defaultLocale]
  if (!from || copies[locale]) return draft
  return withCopies(draft, words, { ...copies, [locale]: structuredClone(from) })
}

export function withoutLocale(draft: Nudge, locale: string, words: Words = own): Nudge {
  const copies = copiesOf(draft, words)
  if (!copies || locale === draft.defaultLocale) return draft
  const { [locale]: _gone, ...rest } = copies
  return withCopies(draft, words, rest)
}

/** The fields of a locale that are still empty or still in the default locale's words. */
export function gapsOf(draft: Nudge, locale: string, words: Words = own): string[] {
  const copies = copiesOf(draft, words)
  const source = copies?.[draft.defaultLocale]
  const copy = copies?.[locale]
  if (!source || !copy || locale === draft.defaultLocale) return []
  const mine = new Map(readIn(copy).map(({ path, text }) => [path, text]))
  return readIn(source).flatMap(({ path, text }) => {
    return isGap(text, mine.get(path) ?? '') ? [path] : []
  })
}

/** What has no letters reads the same everywhere. */
export function isGap(source: string, text: string): boolean {
  return /\p{L}/u.test(source) && (text.trim() === '' || text === source)
}

const readIn = (copy: Copy) => [
  ...textsOf(copy),
  { path: 'unit', text: copy.unit ?? '' },
  { path: 'dismiss', text: copy.dismiss },
]

/** An action of another kind keeps the label, and the target where the new kind has one. */
export function withKind(action: Action, kind: Action['kind']): Action {
  const { label } = action
  const target = 'url' in action ? action.url : 'name' in action ? action.name : ''
  if (kind === 'trial' || kind === 'ask_admin') return { kind, label }
  if (kind === 'callback') return { kind, label, name: 'url' in action ? '' : target }
  return { kind, label, url: 'name' in action ? '' : target }
}

export function blankNudge(offer: string): Nudge {
  return {
    key: '',
    name: '',
    format: 'modal',
    placement: 'paywall:',
    offer,
    defaultLocale: 'en',
    copy: {
      en: {
        title: 'There’s more room on {{offer.plan|the next plan}}',
        body: 'You’ve come far on {{plan.name|your plan}}. Upgrade and keep going.',
        list: [],
        actions: [{ kind: 'checkout', label: 'See the plan', url: '/billing' }],
        dismiss: 'Not now',
      },
    },
    caps: {},
    tags: [],
    schedule: {},
    priority: 0,
  }
}
