/** Draws up the prompt that a nudge carries: locale chosen, variables filled in. */

import { safeHref } from '../../../shared/copy/href.ts'
import type { Inline } from '../../../shared/copy/inline.ts'
import { resolveCopy } from '../../../shared/copy/resolve.ts'
import type {
  Comparison,
  Prompt,
  PromptAction,
  PromptUsage,
} from '../../../shared/decision/prompt.ts'
import type {
  Comparison as AuthoredComparison,
  Copy,
  Nudge,
  Picture,
} from '../../../shared/definition/nudge.ts'
import type { Offer } from '../../../shared/definition/plan.ts'
import type { ThemeTokens } from '../../../shared/theme/theme.ts'
import { comparisonWordsIn, labelsIn } from './labels.ts'
import { headsOf } from './needed.ts'

/** What a prompt says; who it is for and until when is added when it is issued. */
export type Content = Omit<Prompt, 'decisionId' | 'expiresAt' | 'page' | 'arm' | 'offer'>

export type Drafted = { content: Content; variables: Record<string, string> }

/** The text of a variable; `undefined` where it has no value now. */
export type LookUp = (name: string) => string | undefined

/** What is known at the moment that copy is drawn up. */
export type Known = {
  lookUp: LookUp
  /** When nobody in the account can take the offer any more; null for never. */
  deadline: number | null
  /** Absent: it shows no meter, or nothing is known of it. */
  usage: PromptUsage | undefined
  theme: ThemeTokens | undefined
}

type Fill = (text: string) => Inline[]

export function draftPrompt(nudge: Nudge, { locale, copy }: Worded, known: Known): Drafted {
  const variables: Record<string, string> = {}
  const { lookUp, deadline, usage, theme } = known
  const fill: Fill = (text) => {
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
      ...(nudge.format === 'banner' && nudge.position ? { position: nudge.position } : {}),
      ...drawnPicture(copy.picture),
      ...(copy.comparison && { comparison: fillComparison(copy.comparison, locale, fill) }),
      ...(usage && { usage }),
      ...(copy.countdown !== undefined && deadline !== null
        ? { countdown: { endsAt: deadline, text: fill(copy.countdown) } }
        : {}),
      ...(theme && { theme }),
      actions: copy.actions.map((action) => fillAction(action, fill)),
      dismiss: copy.dismiss,
      labels: labelsIn(locale),
    },
    variables,
  }
}

/** None where its address may not be loaded. */
function drawnPicture(picture: Picture | undefined): Pick<Content, 'picture'> {
  const isDrawn = picture?.kind === 'icon' || (picture && safeHref(picture.url) !== undefined)
  return isDrawn ? { picture } : {}
}

function fillComparison(authored: AuthoredComparison, locale: string, fill: Fill): Comparison {
  const cell = (one: boolean | string) => (typeof one === 'string' ? fill(one) : one)
  const heads = headsOf(authored)
  return {
    current: fill(heads.current),
    offered: fill(heads.offered),
    rows: authored.rows.map(({ label, current, offered }) => ({
      label: fill(label),
      current: cell(current),
      offered: cell(offered),
    })),
    words: comparisonWordsIn(locale),
  }
}

function fillAction(action: Copy['actions'][number], fill: Fill): PromptAction {
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

/** What stands in for a prompt that a control withholds: all but what is seen. */
export function ghostOf(content: Content): Content {
  const { position, picture, comparison, usage, countdown, theme, ...rest } = content
  return { ghost: true, ...rest, title: [], body: [], list: [], actions: [], dismiss: '' }
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
  const { decisionId, expiresAt, offer, page, arm } = issued
  return {
    decisionId,
    expiresAt,
    offer,
    ...content,
    ...(page === undefined ? {} : { page }),
    ...(arm === null ? {} : { arm }),
  }
}
