/** Draws up the prompt that a nudge carries: locale chosen, variables filled in. */
import type { Inline } from '../../../shared/copy/inline.ts'
import { resolveCopy } from '../../../shared/copy/resolve.ts'
import type { Copy, Nudge } from '../../../shared/nudge.ts'
import type { Offer } from '../../../shared/plan.ts'
import type { Prompt, PromptAction } from '../../../shared/prompt.ts'
import { labelsIn } from './labels.ts'

/** What a prompt says; who it is for and until when is added when it is issued. */
export type Content = Omit<Prompt, 'decisionId' | 'expiresAt' | 'page' | 'arm' | 'offer'>

export type Drafted = { content: Content; variables: Record<string, string> }

/** The text of a variable; `undefined` where it has no value now. */
export type LookUp = (name: string) => string | undefined

export function draftPrompt(nudge: Nudge, { locale, copy }: Worded, lookUp: LookUp): Drafted {
  const variables: Record<string, string> = {}
  const fill = (text: string): Inline[] => {
    const resolved = resolveCopy(text, lookUp)
    Object.assign(variables, resolved.used)
    return resolved.nodes
  }
  return {
    content: {
      nudge: nudge.key,
      placement: nudge.placement,
      format: nudge.format,
      locale,
      dir: isRightToLeft(locale) ? 'rtl' : 'ltr',
      title: fill(copy.title),
      body: fill(copy.body),
      list: copy.list.map(fill),
      actions: copy.actions.map((action) => fillAction(action, fill)),
      dismiss: copy.dismiss,
      labels: labelsIn(locale),
    },
    variables,
  }
}

function fillAction(
  action: Copy['actions'][number],
  fill: (text: string) => Inline[],
): PromptAction {
  return { ...action, label: fill(action.label) }
}

/** Copy, and the locale that it is in. */
export type Worded = { locale: string; copy: Copy }

/** The exact locale, else its language, else the nudge's default. */
export function chooseCopy(
  copies: Nudge['copy'],
  defaultLocale: string,
  wanted: string | null,
): Worded {
  const locale = chooseLocale(Object.keys(copies), defaultLocale, wanted)
  const copy = copies[locale]
  if (!copy) throw new Error(`There is no copy in "${locale}"`)
  return { locale, copy }
}

function chooseLocale(authored: string[], defaultLocale: string, wanted: string | null): string {
  if (wanted === null) return defaultLocale
  const lower = wanted.toLowerCase()
  const language = lower.split('-')[0]
  return (
    authored.find((one) => one.toLowerCase() === lower) ??
    authored.find((one) => one.toLowerCase() === language) ??
    authored.find((one) => one.toLowerCase().split('-')[0] === language) ??
    defaultLocale
  )
}

const rightToLeft = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ku',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
])

function isRightToLeft(locale: string): boolean {
  return rightToLeft.has(locale.split('-')[0] ?? '')
}

/** What stands in for a prompt that a control withholds: everything but the words. */
export function ghostOf(content: Content): Content {
  return { ...content, title: [], body: [], list: [], actions: [], dismiss: '', ghost: true }
}

/** A prompt complete but for its claim. */
export function finish(
  content: Content,
  issued: {
    decisionId: string
    expiresAt: number
    page: string | undefined
    arm: string | null
    offer: Offer
  },
): Prompt {
  const { page, arm, ...rest } = issued
  return {
    ...content,
    ...rest,
    ...(page === undefined ? {} : { page }),
    ...(arm === null ? {} : { arm }),
  }
}
