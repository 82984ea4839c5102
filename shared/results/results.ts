/**
 * What came of the prompts that were shown in a period: counts, rates, money, and how one side of an
 * experiment did beside the other. Everything is counted on the day of its showing: what a person did
 * with a prompt, and what their account bought because of it, however much later that was.
 */
import { z } from 'zod'
import { currency } from '../definition/plan.ts'
import { estimate, rate } from '../replay/replay.ts'
import { key } from '../value/key.ts'
import { isZone } from '../value/zone.ts'

/** What the table has a row for. `arm` is for one nudge alone. */
export const resultCuts = ['nudge', 'arm', 'locale', 'plan', 'device'] as const
export const resultCut = z.enum(resultCuts)
export type ResultCut = z.infer<typeof resultCut>

/** The longest period, and the usual one. */
export const longestDays = 400
export const usualDays = 30

/** Days of a calendar: they begin where the time zone says. */
export const resultsQuery = z
  .strictObject({
    from: z.iso
      .date()
      .optional()
      .meta({
        description: `The first day, such as 2026-03-01. Absent: ${usualDays} days with the last`,
      }),
    to: z.iso
      .date()
      .optional()
      .meta({ description: 'The last day, which is counted too. Absent: today' }),
    zone: z
      .string()
      .max(64)
      .refine(isZone, 'Is not a time zone such as "Europe/Vienna"')
      .default('UTC')
      .meta({ description: 'Where days begin at midnight, such as Europe/Vienna' }),
    nudge: key.optional().meta({ description: 'Only this nudge. Absent: all of them' }),
    by: resultCut
      .optional()
      .meta({ description: 'What each row is of. Absent: `arm` for one nudge, `nudge` for all' }),
  })
  .refine(({ nudge, by }) => by !== 'arm' || nudge !== undefined, {
    path: ['by'],
    error: 'Arms are those of one nudge: name it',
  })
export type ResultsQuery = z.infer<typeof resultsQuery>

/** How often, and to how many different people and accounts. */
export const tally = z
  .object({ times: z.number(), people: z.number(), accounts: z.number() })
  .meta({ id: 'Tally' })
export type Tally = z.infer<typeof tally>

/** Monthly revenue, in integer minor units. */
export const money = z.object({ currency, amount: z.number() }).meta({ id: 'Money' })
export type Money = z.infer<typeof money>

/** What one account or user brings on average, in minor units, and where that lies. */
export const moneyEach = z.object({ currency, each: estimate }).meta({ id: 'MoneyEach' })
export type MoneyEach = z.infer<typeof moneyEach>

/** What is counted of a showing. `ghosts`: of a control, whom nobody was shown anything. */
export const counts = z.object({
  shown: tally,
  ghosts: tally,
  clicked: tally,
  dismissed: tally,
  snoozed: tally,
  never: tally,
  askedAdmin: tally,
  /** An account has one trial of an offer: `accounts` are the trials. */
  trials: tally,
  /** Of what the page or the backend said was bought because of the prompt. */
  converted: tally,
  /** What the conversions that name one of these showings add to monthly revenue, losses taken off. */
  revenue: z.array(money),
})
export type Counts = z.infer<typeof counts>

export const rates = z.object({
  /** People who clicked, of people who were shown it; as the next two, clustered by account. */
  clicked: rate,
  dismissed: rate,
  never: rate,
  /** Accounts that began a trial, or bought, of accounts that were shown it. */
  trials: rate,
  converted: rate,
})
export type Rates = z.infer<typeof rates>

export const resultRow = counts
  .extend({
    /** The nudge, the arm, or what else the table is cut by; null for what isn't known. */
    key: z.string().nullable(),
    rates,
    /** Of `revenue`, over all accounts that were shown it; no interval before two have bought. */
    revenuePerAccount: z.array(moneyEach),
    /** How much it annoyed, 0 to 100; null where nobody was shown anything. */
    annoyance: z.number().nullable(),
  })
  .meta({ id: 'ResultRow' })
export type ResultRow = z.infer<typeof resultRow>

export const resultDay = z
  .object({
    /** `2026-03-01` */
    day: z.string(),
    shown: z.number(),
    ghosts: z.number(),
    people: z.number(),
    clicked: z.number(),
    dismissed: z.number(),
    never: z.number(),
    trials: z.number(),
    converted: z.number(),
    revenue: z.array(money),
  })
  .meta({ id: 'ResultDay' })
export type ResultDay = z.infer<typeof resultDay>

/** One arm beside the one that it is compared with. */
export const comparedArm = z.object({
  key: z.string(),
  isControl: z.boolean(),
  /** Accounts or users whose first moment in the experiment lies in the period. */
  units: z.number(),
  /** Units that bought after that moment, whatever led to it. */
  bought: rate,
  /** People who clicked, of people who were shown it; null for a control. */
  clicked: rate.nullable(),
  /** Of what was bought after that moment. */
  revenue: z.array(money),
  /** The same over all units of the arm. */
  revenuePerUnit: z.array(moneyEach),
})
export const verdicts = [
  'better',
  'worse',
  'no_difference_seen',
  'too_early',
  'nothing_known',
] as const
export const difference = z.object({
  arm: z.string(),
  /** In shares: 0.02 is two percentage points more. */
  difference: estimate,
  /** Relative: 0.2 is a fifth more. */
  lift: estimate,
  /** How many the smaller side has by now: units or, of clicks, people. */
  seen: z.number(),
  /** How many a side needs before the lift that is looked for shows four times in five; null where nothing tells. */
  needed: z.number().nullable(),
  verdict: z.enum(verdicts),
})
export type Difference = z.infer<typeof difference>

export const sampleRatio = z.discriminatedUnion('kind', [
  /** `p`: how often chance alone would make the arms' sizes differ that much. */
  z.object({
    kind: z.literal('checked'),
    p: z.number(),
    isOff: z.boolean(),
    /** Those that are most out of proportion. */
    arms: z.array(z.object({ key: z.string(), seen: z.number(), expected: z.number() })),
  }),
  /** Weights changed in the period, or nobody was in it. */
  z.object({ kind: z.literal('not_checked'), why: z.enum(['weights_changed', 'too_few']) }),
])
export type SampleRatio = z.infer<typeof sampleRatio>

export const experimentResult = z
  .object({
    unit: z.enum(['account', 'user']),
    /** The control, or else the first arm. */
    baseline: z.string(),
    /** The smallest lift that is looked for: 0.2 is a fifth more. */
    lift: z.number(),
    arms: z.array(comparedArm),
    bought: z.array(difference),
    /** Without the control, which has nothing to click. */
    clicked: z.array(difference),
    /** Revenue of a unit, less that of the baseline's. */
    earned: z.array(z.object({ arm: z.string(), currency, difference: estimate })),
    /** Units that were in several arms, as changed weights make them: left out. */
    moved: z.number(),
    sampleRatio,
  })
  .meta({ id: 'ExperimentResult' })
export type ExperimentResult = z.infer<typeof experimentResult>

export const results = z
  .object({
    from: z.string(),
    to: z.string(),
    zone: z.string(),
    /** Epoch ms: what it was when this was counted. */
    at: z.number(),
    by: resultCut,
    total: resultRow,
    /** Those that were shown most come first. */
    rows: z.array(resultRow),
    /** Rows that are left out. */
    more: z.number(),
    days: z.array(resultDay),
    /** As many days, right before. */
    earlier: z.object({
      from: z.string(),
      to: z.string(),
      total: resultRow,
      days: z.array(resultDay),
    }),
    /** Null without an experiment. */
    experiment: experimentResult.nullable(),
    /** Conversions of the period that name no showing any more, because who made them was erased. */
    erasedConversions: z.number(),
  })
  .meta({ id: 'Results' })
export type Results = z.infer<typeof results>
