/**
 * The rendered form of a nudge that a decision carries to the widget: resolved, final, without
 * anything left to look up.
 */
import { z } from 'zod'
import type { Inline } from './copy/inline.ts'
import { format, placement } from './nudge.ts'
import { offer } from './plan.ts'

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
