/**
 * What is said of a nudge before it goes live: an error keeps it from being published, a warning can
 * be published over. Told by the server alone, so that the console and the door say the same.
 */
import { z } from 'zod'

/** The published union: clients switch on these, never on sentences. */
export const findingCodes = [
  /** Other copies of the nudge have a locale that this one has not. */
  'missing_locale',
  /** A text in another language that is word for word the default one's. */
  'untranslated',
  /** Arms of an experiment that say the same: there is nothing to compare. */
  'arms_alike',
  /** A variable without a fallback, whose value may be absent. */
  'missing_fallback',
  /** An amount of money that no plan costs. */
  'price_mismatch',
  /** A deadline that is none, or another than it says. */
  'countdown_untrue',
  /** The control that closes it can't be told as one. */
  'dismiss_hidden',
  /** Colours of the theme that can't be read as they are. */
  'contrast_low',
  /** More words than its format has room for on a phone. */
  'too_long',
  /** No account is in its audience. */
  'nobody_matches',
  /** Another live nudge is for the same place and some of the same people. */
  'overlap',
  /** A button that cannot do what it says. */
  'action_impossible',
  /** A trigger, meter or offer that isn't there, isn't published, or rests. */
  'reference_missing',
  /** People would meet it more often than the attention budget is meant for. */
  'too_many_prompts',
  /** Live nudges wait for it, and will be for whoever the new one finds. */
  'used_by_live',
  /** A live nudge that stands on it is trying its arms against each other. */
  'experiment_running',
  /** A play has somebody told, and nothing says by which way. */
  'nobody_told',
  /** A play asks for more readiness than any account has. */
  'nobody_ready',
  /** Another play takes the signals of a play before it. */
  'outplayed',
  /** A trigger that would have fired on nobody. */
  'never_fires',
  /** A trigger that would have fired on nearly everybody. */
  'fires_on_most',
] as const
export const findingCode = z.enum(findingCodes)
export type FindingCode = z.infer<typeof findingCode>

export const finding = z
  .object({
    code: findingCode,
    /** `error`: it is not published. `warning`: its author decides. */
    level: z.enum(['error', 'warning']),
    /** Where in the nudge, dotted as in issues; empty for something outside of it, such as the theme. */
    path: z.string(),
    /** Of what is no nudge itself: the nudge that it is about, in which the path is. */
    nudge: z.string().optional(),
    /** What is the case. */
    sentence: z.string(),
    /** What to do about it. */
    remedy: z.string(),
  })
  .meta({ id: 'Finding' })
export type Finding = z.infer<typeof finding>

export const lintResponse = z.object({ findings: z.array(finding) }).meta({ id: 'Findings' })
export type LintResponse = z.infer<typeof lintResponse>

/** What the last days of history say of a nudge, had it been live. */
export type Forecast = {
  /** Accounts that are in its audience now, of all that were looked at. */
  audience: { matching: number; of: number }
  /** Days of history that were looked at; fewer than asked where the log is younger. */
  days: number
  /** Moments at its placement, by anybody. */
  moments: number
  /** Prompts that its own caps and the attention budget would have let through. */
  prompts: number
  /** Accounts that would have met it. */
  reached: number
  /** Of these, those whose whole attention budget this nudge alone would have used up. */
  exhausted: number
  /** What to say of it. */
  findings: Finding[]
}
