/** What marketers author: where, for whom, in which words, how often, proposing what. */
import { z } from 'zod'
import { cap } from './cap.ts'
import { hrefIssue } from './copy/href.ts'
import { copyIssues } from './copy/issues.ts'
import { duration } from './duration.ts'
import { time } from './event.ts'
import { hasControlCharacter, key, name } from './key.ts'
import { boundedCondition } from './trigger.ts'

export const formats = ['modal', 'sheet', 'banner', 'popover', 'toast', 'inline', 'meter'] as const
export const format = z.enum(formats)
export type Format = z.infer<typeof format>

/** Formats that the widget can draw today; the others are refused when a nudge is saved. */
export const drawnFormats: readonly Format[] = ['modal', 'banner', 'inline']

/** Formats that take the screen or attention, and so cost the attention budget. */
export const costlyFormats: readonly Format[] = ['modal', 'sheet', 'banner', 'popover', 'toast']

/** Where a nudge may render: `paywall:<feature>`, `meter:<name>`, `slot:<name>`, `event:<name>`, `page`. */
export const placement = z
  .string()
  .refine((text) => text === 'page' || parsePlacement(text) !== undefined, {
    error: 'Expected paywall:<feature>, meter:<name>, slot:<name>, event:<name> or page',
  })
  .meta({ id: 'Placement', example: 'paywall:export' })

export const placementKinds = ['paywall', 'meter', 'slot', 'event'] as const
export type Placement = { kind: (typeof placementKinds)[number]; name: string } | { kind: 'page' }

/** Reads a placement; `undefined` where it is none. */
export function parsePlacement(text: string): Placement | undefined {
  if (text === 'page') return { kind: 'page' }
  const colon = text.indexOf(':')
  const kind = placementKinds.find((one) => one === text.slice(0, colon))
  const rest = text.slice(colon + 1)
  if (!kind || rest.length === 0 || rest.length > 100 || hasControlCharacter(rest)) return undefined
  return { kind, name: rest }
}

/** Text with `**bold**`, `*italic*`, `[label](url)` and `{{variable|fallback}}`. */
const copyText = (most: number) =>
  z
    .string()
    .max(most)
    .superRefine((text, context) => {
      for (const message of copyIssues(text)) context.addIssue({ code: 'custom', message })
    })

const href = z
  .string()
  .max(2048)
  .superRefine((text, context) => {
    const message = hrefIssue(text)
    if (message) context.addIssue({ code: 'custom', message })
  })

const label = copyText(60).refine((text) => text.trim() !== '', 'An action needs a label')

/** What a button does. `checkout` and `link` leave for a URL; `trial` starts the offer's trial. */
export const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checkout'), label, url: href }),
  z.strictObject({ kind: z.literal('link'), label, url: href }),
  z.strictObject({ kind: z.literal('trial'), label }),
  z.strictObject({ kind: z.literal('contact'), label, url: href }),
  /** Handled by the host page: `brim.on('action', …)`. */
  z.strictObject({ kind: z.literal('callback'), label, name }),
])
export type Action = z.infer<typeof action>

/** The words of a nudge in one locale. */
export const copy = z.strictObject({
  title: copyText(140).refine((text) => text.trim() !== '', 'A title is needed'),
  body: copyText(1000).default(''),
  list: z.array(copyText(200)).max(8).default([]),
  actions: z.array(action).min(1).max(2),
  /** The words of the control that closes it, for eyes and screen readers alike. */
  dismiss: z.string().min(1).max(40).default('Not now'),
})
export type Copy = z.infer<typeof copy>

/** BCP 47, as far as Brim reads it: language, optional script, optional region. */
export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, 'A locale such as "en" or "pt-BR"')

/** What is absent is as the workspace's settings say. */
export const caps = z.strictObject({
  /** Showings to one user. */
  perUser: cap.optional(),
  /** Showings to one user, ever. */
  lifetime: z.number().int().positive().optional(),
  /** Showings to one account. Absent: no such cap. */
  perAccount: cap.optional(),
})
export type Caps = z.infer<typeof caps>

/** How long an account may take an offer, from when it first saw it there; `null` is for ever. */
export const offerLasts = duration.nullable()

export const schedule = z
  .strictObject({ startsAt: time.optional(), endsAt: time.optional() })
  .refine(
    (one) => !one.startsAt || !one.endsAt || Date.parse(one.startsAt) < Date.parse(one.endsAt),
    { path: ['endsAt'], error: 'Ends before it starts' },
  )

export const nudge = z
  .strictObject({
    key,
    name: z.string().min(1).max(120),
    format: format.refine((one) => drawnFormats.includes(one), {
      error: `Only ${drawnFormats.join(', ')} can be drawn yet`,
    }),
    placement,
    /** The trigger whose signal lets it through. Absent: no signal is needed. */
    trigger: key.optional(),
    /** Traits of the account and the user, the page, the device, the locale. Absent: everyone. */
    audience: boundedCondition.optional(),
    offer: key,
    defaultLocale: locale.default('en'),
    copy: z.record(locale, copy),
    caps: caps.default({}),
    /** Groups of nudges that the workspace's settings may cap together. */
    tags: z.array(key).max(20).default([]),
    /** How long "later" lasts. Absent, as the next two: as the workspace's settings say. */
    snooze: duration.optional(),
    offerLasts: offerLasts.optional(),
    /** Not shown any more to an account that has taken its offer. */
    stopAfterConversion: z.boolean().optional(),
    schedule: schedule.default({}),
    /** Higher goes first. */
    priority: z.number().int().min(-100).max(100).default(0),
  })
  .superRefine((one, context) => {
    if (!one.copy[one.defaultLocale]) {
      context.addIssue({
        code: 'custom',
        path: ['copy', one.defaultLocale],
        message: `Copy in the default locale "${one.defaultLocale}" is missing`,
      })
    }
  })
  .meta({ id: 'Nudge' })
export type Nudge = z.infer<typeof nudge>
