/**
 * The rendered form of a nudge that a decision carries to the widget: resolved, final, without
 * anything left to look up.
 */
import { z } from 'zod'
import type { Inline } from '../copy/inline.ts'
import { bannerPosition, format, iconName, placement } from '../definition/nudge.ts'
import { offer } from '../definition/plan.ts'
import { themeTokens } from '../theme/theme.ts'

export const inline: z.ZodType<Inline> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: z.string() }),
      z.object({ kind: z.literal('bold'), children: z.array(inline) }),
      z.object({ kind: z.literal('italic'), children: z.array(inline) }),
      z.object({ kind: z.literal('link'), href: z.string(), children: z.array(inline) }),
    ]),
  )
  .meta({ id: 'Inline' })

const label = { label: z.array(inline) }

export const promptAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('checkout'), ...label, url: z.string() }),
  z.object({ kind: z.literal('link'), ...label, url: z.string() }),
  z.object({ kind: z.literal('trial'), ...label }),
  z.object({ kind: z.literal('contact'), ...label, url: z.string() }),
  z.object({ kind: z.literal('ask_admin'), ...label }),
  z.object({ kind: z.literal('callback'), ...label, name: z.string() }),
])
export type PromptAction = z.infer<typeof promptAction>

/** What stands in the picture's place: a drawn icon, or an image. Absent: the icon of the offer. */
export const promptPicture = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('icon'), name: iconName }),
  /** `alt` is empty where the picture only decorates. */
  z.object({ kind: z.literal('image'), url: z.string(), alt: z.string() }),
])
export type PromptPicture = z.infer<typeof promptPicture>

/** The account's plan beside the offered one. In a cell, `true` is a tick and `false` its absence. */
const cell = z.union([z.boolean(), z.array(inline)])
export const comparison = z.object({
  current: z.array(inline),
  offered: z.array(inline),
  rows: z.array(z.object({ label: z.array(inline), current: cell, offered: cell })),
  /** Words for screen readers: of a tick, of its absence, and of the table as a whole. */
  words: z.object({ yes: z.string(), no: z.string(), title: z.string() }),
})
export type Comparison = z.infer<typeof comparison>

/** How far a meter has come. `limit` is `null` where it is unlimited: then there is no bar. */
export const promptUsage = z.object({
  meter: z.string(),
  used: z.number(),
  limit: z.number().nullable(),
  /** The meter in words, in the prompt's language, such as "8,200 of 10,000 API calls". */
  text: z.string(),
})
export type PromptUsage = z.infer<typeof promptUsage>

/** A deadline that is kept: nobody can take the offer afterwards. The time left stands behind `text`. */
export const countdown = z.object({
  /** Epoch ms by the server's clock. */
  endsAt: z.number(),
  text: z.array(inline),
})
export type Countdown = z.infer<typeof countdown>

export const prompt = z
  .object({
    /** The claim: `shown` and every later outcome carry it. Good once, for one user. */
    decisionId: z.string(),
    nudge: z.string(),
    placement,
    format,
    /** The arm of the nudge's experiment. */
    arm: z.string().optional(),
    /**
     * Of a control: nothing is drawn and it has no words. It is told as `shown` when it would have
     * been drawn, so that both sides of an experiment are counted at the same moments.
     */
    ghost: z.literal(true).optional(),
    /** The only page (path) it may be shown on. Absent: any. */
    page: z.string().optional(),
    /** Epoch ms by the server's clock; not to be shown after. */
    expiresAt: z.number(),
    locale: z.string(),
    /** Writing direction of `locale`. */
    dir: z.enum(['ltr', 'rtl']),
    title: z.array(inline),
    body: z.array(inline),
    list: z.array(z.array(inline)),
    /** Of a banner. Absent: at the foot of the screen. */
    position: bannerPosition.optional(),
    picture: promptPicture.optional(),
    comparison: comparison.optional(),
    usage: promptUsage.optional(),
    countdown: countdown.optional(),
    /** Only the tokens that differ from Brim's own. Absent: none does. */
    theme: themeTokens.optional(),
    actions: z.array(promptAction),
    /** The words of the control that closes it. */
    dismiss: z.string(),
    /** The words that nobody authors; `lang` where they had to be in another language than the copy. */
    labels: z.object({ lang: z.string(), later: z.string(), never: z.string() }),
    /** What it proposes, for the host's `action` listeners. */
    offer,
  })
  .meta({ id: 'Prompt' })
export type Prompt = z.infer<typeof prompt>
