/** The prompt of one state, as the server would send it. */
import type { Inline } from '../../../shared/copy/inline.ts'
import { resolveCopy } from '../../../shared/copy/resolve.ts'
import type { Comparison, Prompt } from '../../../shared/decision/prompt.ts'
import type { Copy, Format } from '../../../shared/definition/nudge.ts'
import { tokensOf } from '../../../shared/theme/tokens.ts'
import { copyIn } from './copy/index.ts'
import type { LocaleCopy } from './locale.ts'
import type { GalleryState } from './state.ts'

type Asked = Omit<GalleryState, 'show' | 'scheme' | 'width'>

const placementOf: Record<Format, string> = {
  modal: 'paywall:export',
  sheet: 'paywall:export',
  popover: 'paywall:export',
  banner: 'page',
  toast: 'event:board_created',
  inline: 'slot:billing',
  meter: 'meter:runs',
}
const dayMs = 24 * 3_600_000
const leftMs = 2.4 * dayMs

/** `now`: epoch ms, for what ends. */
export function promptOf(asked: Asked, now: number): Prompt {
  const { format, position, content, preset, locale, dir } = asked
  const words = copyIn[locale]
  const copy = words.copies[content]
  const { picture, comparison, countdown } = copy
  const theme = tokensOf({ preset })
  const showsUsage = format === 'meter' || content === 'usage' || content === 'long_copy'
  return {
    decisionId: `dec_${content}`,
    nudge: `gallery-${content}`,
    placement: placementOf[format],
    format,
    ...(format === 'banner' && { position }),
    expiresAt: now + dayMs,
    locale,
    dir: dir === 'auto' ? words.dir : dir,
    title: read(copy.title),
    body: read(copy.body ?? ''),
    list: (copy.list ?? []).map(read),
    ...(picture && { picture }),
    ...(comparison && { comparison: comparisonOf(comparison, words) }),
    ...(showsUsage && { usage: { meter: 'runs', ...words.usage } }),
    ...(countdown && { countdown: { endsAt: now + leftMs, text: read(countdown) } }),
    ...(theme && { theme }),
    actions: copy.actions.map((action) => ({ ...action, label: read(action.label) })),
    dismiss: copy.dismiss ?? 'Not now',
    labels: { lang: locale, ...words.labels },
    offer: { key: 'team', name: 'Team', kind: 'upgrade', plan: 'team' },
  }
}

/** The gallery's copy has no variables. */
const read = (text: string): Inline[] => resolveCopy(text, () => undefined).nodes

function comparisonOf(
  { current, offered, rows }: NonNullable<Copy['comparison']>,
  { words }: LocaleCopy,
): Comparison {
  const cell = (value: boolean | string) => (typeof value === 'string' ? read(value) : value)
  return {
    current: read(current ?? ''),
    offered: read(offered ?? ''),
    rows: rows.map((row) => ({
      label: read(row.label),
      current: cell(row.current),
      offered: cell(row.offered),
    })),
    words,
  }
}
