/** What holds for a whole workspace, whatever a nudge says, and what it says where it is silent. */
import { z } from 'zod'
import { readinessModel } from '../account/readiness.ts'
import { format, offerLasts } from '../definition/nudge.ts'
import { theme } from '../theme/theme.ts'
import { cap } from '../value/cap.ts'
import { dayMs, duration, durationMs } from '../value/duration.ts'
import { key } from '../value/key.ts'
import { salesTeam } from './sales-team.ts'

/** A limit that several nudges share. */
export const capGroup = z.strictObject({
  key,
  /** Which nudges are in it. */
  of: z.union([z.strictObject({ tag: key }), z.strictObject({ format })]),
  per: z.enum(['user', 'account']),
  /** Counts different nudges, not views: what was counted in the window may be shown again. */
  ...cap.shape,
})
export type CapGroup = z.infer<typeof capGroup>

const capGroups = z
  .array(capGroup)
  .max(50)
  .superRefine((groups, context) => {
    for (const [i, one] of groups.entries()) {
      if (groups.findIndex((other) => other.key === one.key) === i) continue
      const message = `There is a group "${one.key}" already`
      context.addIssue({ code: 'custom', path: [i, 'key'], message })
    }
  })

/** What a nudge does where its author has not said otherwise. */
const nudgeDefaults = z.strictObject({
  perUser: cap,
  lifetime: z.number().int().positive(),
  snooze: duration,
  offerLasts,
  stopAfterConversion: z.boolean(),
})
export type NudgeDefaults = z.infer<typeof nudgeDefaults>

const fields = {
  /** Nothing is shown anywhere; events are taken and signals fire as ever. */
  paused: z.boolean(),
  /** The share of accounts that are measured and never nudged. More of it only adds accounts. */
  holdout: z.number().min(0).max(0.5),
  /** Whether prompts wait for a user's word. Who has refused sees none either way. */
  consent: z.enum(['assumed', 'required']),
  /** Values of `user.role` that may buy. */
  buyerRoles: z.array(z.string().min(1).max(64)).max(50),
  /** Attention that all nudges share; formats that stay in their place cost none. */
  budget: z.strictObject({ modalsPerUser: cap, promptsPerAccount: cap }),
  capGroups,
  defaults: nudgeDefaults,
  /** How prompts look, unless a page says otherwise. */
  theme,
  /** What the readiness of accounts is made of. */
  readiness: readinessModel,
  /** Whose accounts are, and when those are told whose they are. */
  sales: salesTeam,
  /** How long the log is kept. */
  // Of what is no duration that alone is said.
  keepEvents: duration.refine((text) => !(durationMs(text) < 30 * dayMs), 'At least 30d'),
}

export const settings = z.strictObject(fields).meta({ id: 'Settings' })
export type Settings = z.infer<typeof settings>

/** Only what is given changes; each field is replaced whole. */
export const settingsPatch = z.strictObject(fields).partial().meta({ id: 'SettingsPatch' })
export type SettingsPatch = z.infer<typeof settingsPatch>
