/** Which words of a nudge are meant: its own, those of a form, those of an arm. Pure. */
import type { Copy, FormKind, Nudge } from '../../../../shared/definition/nudge.ts'

export type Words =
  | { kind: 'own' }
  | { kind: 'form'; form: FormKind }
  /** By the key of the arm: its place may change. */
  | { kind: 'arm'; arm: string }

export type Copies = Nudge['copy']

export const own: Words = { kind: 'own' }
export const formKinds: readonly FormKind[] = ['ask_admin', 'contact']

/** The same words have the same id; it reads well in a file of translations. */
export function idOf(words: Words): string {
  if (words.kind === 'own') return 'nudge'
  return words.kind === 'form' ? words.form : `arm:${words.arm}`
}

/** All that the nudge has, its own first. */
export function wordsOf({ forms, experiment }: Nudge): Words[] {
  const arms = experiment?.arms ?? []
  return [
    own,
    ...arms.flatMap(({ key, copy }): Words[] => (copy ? [{ kind: 'arm', arm: key }] : [])),
    ...formKinds.flatMap((form): Words[] => (forms?.[form] ? [{ kind: 'form', form }] : [])),
  ]
}

export function copiesOf(draft: Nudge, words: Words): Copies | undefined {
  if (words.kind === 'own') return draft.copy
  if (words.kind === 'form') return draft.forms?.[words.form]?.copy
  return draft.experiment?.arms.find((one) => one.key === words.arm)?.copy
}

/** Where issues name them. */
export function rootOf({ experiment }: Nudge, words: Words): string {
  if (words.kind === 'own') return 'copy'
  if (words.kind === 'form') return `forms.${words.form}.copy`
  return `experiment.arms.${experiment?.arms.findIndex((one) => one.key === words.arm)}.copy`
}

export function withCopies(draft: Nudge, words: Words, copies: Copies): Nudge {
  if (words.kind === 'own') return { ...draft, copy: copies }
  if (words.kind === 'form') {
    return { ...draft, forms: { ...draft.forms, [words.form]: { copy: copies } } }
  }
  const { experiment } = draft
  if (!experiment) return draft
  const arms = experiment.arms.map((one) =>
    one.key === words.arm ? { ...one, copy: copies } : one,
  )
  return { ...draft, experiment: { ...experiment, arms } }
}

/** Each copy with the words it is of, its locale, and where issues name it. */
export function everyCopy(
  draft: Nudge,
): { words: Words; locale: string; root: string; copy: Copy }[] {
  return wordsOf(draft).flatMap((words) =>
    Object.entries(copiesOf(draft, words) ?? {}).map(([locale, copy]) => ({
      words,
      locale,
      root: `${rootOf(draft, words)}.${locale}`,
      copy,
    })),
  )
}

/** The words and the locale that the path of an issue lies in, if it lies in any. */
export function placeOf(draft: Nudge, path: string): { words: Words; locale: string } | undefined {
  return everyCopy(draft).find(({ root }) => path === root || path.startsWith(`${root}.`))
}

/** A form begins with the nudge's own words, and the action that it is there for. */
export function withForm(draft: Nudge, form: FormKind): Nudge {
  const action = formActions[form]
  const copies = Object.entries(draft.copy).map(([locale, copy]) => [
    locale,
    { ...structuredClone(copy), actions: [action] },
  ])
  return withCopies(draft, { kind: 'form', form }, Object.fromEntries(copies))
}

const formActions = {
  ask_admin: { kind: 'ask_admin', label: 'Ask an admin' },
  contact: { kind: 'contact', label: 'Talk to us', url: '/contact' },
} as const

export function withoutForm(draft: Nudge, form: FormKind): Nudge {
  const { [form]: _gone, ...rest } = draft.forms ?? {}
  if (Object.keys(rest).length > 0) return { ...draft, forms: rest }
  const { forms: _none, ...without } = draft
  return without
}
