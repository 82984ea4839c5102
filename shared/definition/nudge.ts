/** What marketers author: where, for whom, in which words, how often, proposing what. */
import { z } from 'zod'
import { hrefIssue } from '../copy/href.ts'
import { copyIssues } from '../copy/issues.ts'
import { time } from '../event/event.ts'
import { cap } from '../value/cap.ts'
import { duration } from '../value/duration.ts'
import { hasControlCharacter, key, name } from '../value/key.ts'
import { boundedCondition } from './trigger.ts'

export const formats = ['modal', 'sheet', 'banner', 'popover', 'toast', 'inline', 'meter'] as const
export const format = z.enum(formats)
export type Format = z.infer<typeof format>

/**
 * Where a banner stands: at an edge of the screen, above the page; or in the flow of a container
 * (the element that asked, or a slot), at its inner edges or around it. Without a container, a
 * banner of the latter four stands at the same edge of the screen.
 */
export const bannerPositions = ['top', 'bottom', 'first', 'last', 'before', 'after'] as const
export const bannerPosition = z.enum(bannerPositions)
export type BannerPosition = z.infer<typeof bannerPosition>

/** Line icons that a nudge may carry in place of its offer's own. */
export const iconNames = [
  'arrow_up',
  'bolt',
  'chart',
  'chat',
  'check',
  'clock',
  'download',
  'gift',
  'info',
  'lock',
  'people',
  'plus',
  'rocket',
  'shield',
  'spark',
  'star',
] as const
export const iconName = z.enum(iconNames)
export type IconName = z.infer<typeof iconName>

/** Formats that take the screen or attention, and so cost the attention budget. */
export const costlyFormats: readonly Format[] = ['modal', 'sheet', 'banner', 'popover', 'toast']

/** Of these, those that take the whole screen until they are answered. */
export const modalFormats: readonly Format[] = ['modal', 'sheet']

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
    // What is too long is not looked at any further.
    .max(most, { abort: true })
    .superRefine((text, context) => {
      for (const message of copyIssues(text)) context.addIssue({ code: 'custom', message })
    })

const href = z
  .string()
  .max(2048, { abort: true })
  .superRefine((text, context) => {
    const message = hrefIssue(text)
    if (message) context.addIssue({ code: 'custom', message })
  })

const label = copyText(60).refine((text) => text.trim() !== '', 'An action needs a label')

/**
 * What a button does. `checkout` and `link` leave for a URL; `trial` starts the offer's trial;
 * `ask_admin` passes the wish on to those who may buy.
 */
export const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checkout'), label, url: href }),
  z.strictObject({ kind: z.literal('link'), label, url: href }),
  z.strictObject({ kind: z.literal('trial'), label }),
  z.strictObject({ kind: z.literal('contact'), label, url: href }),
  z.strictObject({ kind: z.literal('ask_admin'), label }),
  /** Handled by the host page: `brim.on('action', …)`. */
  z.strictObject({ kind: z.literal('callback'), label, name }),
])
export type Action = z.infer<typeof action>

/** A picture with its words; `alt` is empty where it only decorates. */
export const picture = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('icon'), name: iconName }),
  z.strictObject({
    kind: z.literal('image'),
    // This machine has no https, and is nobody else's to look at.
    url: href.refine(
      (text) => /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/]|\/)/i.test(text),
      {
        error: 'A picture has an https address, or one of the page that begins with "/"',
      },
    ),
    alt: z.string().max(200).default(''),
  }),
])
export type Picture = z.infer<typeof picture>

/** A cell of a comparison: words, or whether the plan has it. */
const cell = z.union([z.boolean(), copyText(40)])
/** Plans side by side. What is absent of the heads is the name of the account's and the offered plan. */
export const comparison = z.strictObject({
  current: copyText(40).optional(),
  offered: copyText(40).optional(),
  rows: z
    .array(z.strictObject({ label: copyText(60), current: cell, offered: cell }))
    .min(1)
    .max(8),
})
export type Comparison = z.infer<typeof comparison>

/** The words of a nudge in one locale. */
export const copy = z.strictObject({
  title: copyText(140).refine((text) => text.trim() !== '', 'A title is needed'),
  body: copyText(1000).default(''),
  list: z.array(copyText(200)).max(8).default([]),
  picture: picture.optional(),
  comparison: comparison.optional(),
  /** What stands before the time that is left of the offer. Absent, or while the offer has no end: no countdown. */
  countdown: copyText(80).optional(),
  /** What the meter is called in this language, such as "API calls"; absent, its own name. */
  unit: z.string().min(1).max(40).optional(),
  actions: z.array(action).min(1).max(2),
  /** The words of the control that closes it, for eyes and screen readers alike. */
  dismiss: z.string().min(1).max(40).default('Not now'),
})
export type Copy = z.infer<typeof copy>

/** BCP 47, as far as Brim reads it: language, optional script, optional region. */
export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, 'A locale such as "en" or "pt-BR"')

const copies = z.record(locale, copy)

const arm = z
  .strictObject({
    key,
    /** Its part of the sum of all weights is its share of the subjects. */
    weight: z.number().min(0).max(1_000_000),
    /** Nothing is drawn in it: what would have been is recorded as a ghost. */
    control: z.literal(true).optional(),
    /** Absent: the nudge's. */
    copy: copies.optional(),
  })
  .refine((one) => !one.control || !one.copy, {
    path: ['copy'],
    error: 'A control draws nothing, so it has no copy',
  })
export type Arm = z.infer<typeof arm>

/** What is tried against what. `key` salts who gets which arm, the same for all nudges with it. */
export const experiment = z
  .strictObject({
    key,
    unit: z.enum(['account', 'user']).default('account'),
    /** The smallest lift that is worth finding, 0.2 for a fifth more; it says how many it takes. */
    lift: z.number().min(0.01).max(10).optional(),
    arms: z.array(arm).min(2).max(8),
  })
  .superRefine(({ arms }, context) => {
    arms.forEach((one, i) => {
      const before = arms.slice(0, i)
      if (before.some((other) => other.key === one.key)) {
        const message = `There is another arm "${one.key}"`
        context.addIssue({ code: 'custom', path: ['arms', i, 'key'], message })
      }
      if (one.control && before.some((other) => other.control)) {
        const message = 'There is another control, and one is enough'
        context.addIssue({ code: 'custom', path: ['arms', i, 'control'], message })
      }
    })
    if (arms.every((one) => one.weight === 0)) {
      const message = 'At least one arm needs a weight above 0'
      context.addIssue({ code: 'custom', path: ['arms'], message })
    }
  })
export type Experiment = z.infer<typeof experiment>

/**
 * What is drawn in place of the nudge's own words: `ask_admin` for those who cannot buy what it
 * offers, `contact` while sales talks with the account. Without its form it is not shown then.
 */
export const formKinds = ['ask_admin', 'contact'] as const
export type FormKind = (typeof formKinds)[number]
const form = z.strictObject({ copy: copies })
export const forms = z.strictObject({ ask_admin: form.optional(), contact: form.optional() })

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
    format,
    placement,
    /** Of a banner. */
    position: bannerPosition.optional(),
    /** The meter whose usage it shows. Absent: the meter of its placement, if it stands at one. */
    meter: name.optional(),
    /** The trigger whose signal lets it through. Absent: no signal is needed. */
    trigger: key.optional(),
    /** Traits of the account and the user, the page, the device, the locale. Absent: everyone. */
    audience: boundedCondition.optional(),
    offer: key,
    defaultLocale: locale.default('en'),
    copy: copies,
    forms: forms.optional(),
    experiment: experiment.optional(),
    /** Shown to those who may buy, while others in the account ask for its offer. */
    relay: z.literal(true).optional(),
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
    if (one.format === 'meter' && meterOf(one) === undefined) {
      const message = 'Which meter? Name it, or choose the placement of one'
      context.addIssue({ code: 'custom', path: ['meter'], message })
    }
    for (const { path, copies } of wordsIn(one)) {
      if (copies[one.defaultLocale]) continue
      context.addIssue({
        code: 'custom',
        path: [...path, one.defaultLocale],
        message: `Copy in the default locale "${one.defaultLocale}" is missing`,
      })
    }
  })
  .meta({ id: 'Nudge' })
export type Nudge = z.infer<typeof nudge>

/** The meter that a nudge shows: the one it names, else that of its placement. */
export function meterOf({ meter, placement }: Pick<Nudge, 'meter' | 'placement'>) {
  const place = parsePlacement(placement)
  return meter ?? (place?.kind === 'meter' ? place.name : undefined)
}

type Words = Pick<Nudge, 'copy' | 'forms' | 'experiment'>
type Placed = { path: (string | number)[]; form: FormKind | null; copies: Nudge['copy'] }

/** All copy of a nudge, and where it stands: its own, that of its forms and of its arms. */
export function wordsIn({ copy, forms, experiment }: Words): Placed[] {
  const ofForms = formKinds.flatMap((form): Placed[] => {
    const found = forms?.[form]
    return found ? [{ path: ['forms', form, 'copy'], form, copies: found.copy }] : []
  })
  const ofArms = (experiment?.arms ?? []).flatMap(({ copy }, i): Placed[] =>
    copy ? [{ path: ['experiment', 'arms', i, 'copy'], form: null, copies: copy }] : [],
  )
  return [{ path: ['copy'], form: null, copies: copy }, ...ofForms, ...ofArms]
}

/** The authored texts of a copy that are always drawn, in reading order: all but its countdown. */
export function textsIn({ title, body, list, comparison, actions }: Copy): string[] {
  const { current, offered, rows = [] } = comparison ?? {}
  const compared = [
    current,
    offered,
    ...rows.flatMap((row) => [row.label, row.current, row.offered]),
  ]
  const words = compared.filter((one) => typeof one === 'string')
  return [title, body, ...list, ...words, ...actions.map((one) => one.label)]
}
