/** The five kinds of things that are authored, each as a draft and a published version. */
import { z } from 'zod'
import { meter } from './meter.ts'
import { nudge } from './nudge.ts'
import { offer, plan } from './plan.ts'
import { trigger } from './trigger.ts'

export const definitionKinds = ['trigger', 'nudge', 'offer', 'plan', 'meter'] as const
export const definitionKind = z.enum(definitionKinds)
export type DefinitionKind = z.infer<typeof definitionKind>

export const definitionSchemas = { trigger, nudge, offer, plan, meter } as const
export type DefinitionBody<K extends DefinitionKind = DefinitionKind> = z.infer<
  (typeof definitionSchemas)[K]
>

export const definitionStatus = z.enum(['draft', 'counting', 'live', 'paused'])
export type DefinitionStatus = z.infer<typeof definitionStatus>

const record = <T extends z.ZodType>(body: T) =>
  z.object({
    key: z.string(),
    /**
     * `draft`: never published. `counting`: published, and live as soon as what it needs counted has
     * been counted from the log. `paused`: published, but switched off.
     */
    status: definitionStatus,
    /** Grows with every save. Sent back with the next one, so that two editors don't overwrite each other. */
    revision: z.number(),
    /** The version that is published; 0 before the first. */
    version: z.number(),
    draft: body,
    // Not `nullable`: of a union that has a name, the OpenAPI document would lose the null.
    published: z.union([body, z.null()]),
    /** Epoch ms. */
    updatedAt: z.number(),
    publishedAt: z.number().nullable(),
  })

export const triggerRecord = record(trigger).meta({ id: 'TriggerRecord' })
export const nudgeRecord = record(nudge).meta({ id: 'NudgeRecord' })
export const offerRecord = record(offer).meta({ id: 'OfferRecord' })
export const planRecord = record(plan).meta({ id: 'PlanRecord' })
export const meterRecord = record(meter).meta({ id: 'MeterRecord' })

export type DefinitionRecord<K extends DefinitionKind = DefinitionKind> = {
  key: string
  status: DefinitionStatus
  revision: number
  version: number
  draft: DefinitionBody<K>
  published: DefinitionBody<K> | null
  updatedAt: number
  publishedAt: number | null
}
