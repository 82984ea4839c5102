/** The six kinds of things that are authored, each as a draft and a published version. */
import { z } from 'zod'
import { time } from '../event/event.ts'
import { play } from '../play/play.ts'
import { issue } from '../protocol/error.ts'
import { meter } from './meter.ts'
import { nudge } from './nudge.ts'
import { offer, plan } from './plan.ts'
import { trigger } from './trigger.ts'

export const definitionKinds = ['trigger', 'nudge', 'offer', 'plan', 'meter', 'play'] as const
export const definitionKind = z.enum(definitionKinds)
export type DefinitionKind = z.infer<typeof definitionKind>

export const definitionSchemas = { trigger, nudge, offer, plan, meter, play } as const
export type DefinitionBody<K extends DefinitionKind = DefinitionKind> = z.infer<
  (typeof definitionSchemas)[K]
>

export const definitionStatus = z.enum(['draft', 'counting', 'live', 'paused', 'archived'])
export type DefinitionStatus = z.infer<typeof definitionStatus>

const record = <T extends z.ZodType>(body: T) =>
  z.object({
    key: z.string(),
    /**
     * `draft`: never published. `counting`: published, and live as soon as what it needs counted has
     * been counted from the log. `paused`: published, but switched off. `archived`: put away, with all
     * its versions; listed only where it is asked for.
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
export const playRecord = record(play).meta({ id: 'PlayRecord' })

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

/** What can be done with a definition by its key alone. */
export const definitionChanges = ['publish', 'pause', 'resume', 'archive', 'restore'] as const
export type DefinitionChange = (typeof definitionChanges)[number]

/** Who did something: a person, or a program with a secret key. `name` is null where neither is known any more. */
export const author = z
  .object({
    id: z.string(),
    kind: z.enum(['person', 'key', 'unknown']),
    name: z.string().nullable(),
  })
  .meta({ id: 'Author' })
export type Author = z.infer<typeof author>

const versionFields = {
  /** From 1 on, in the order of publication. */
  version: z.number(),
  /** Epoch ms. */
  publishedAt: z.number(),
  publishedBy: author,
}

/** A version that was published, without its body. */
export const versionSummary = z.object(versionFields).meta({ id: 'VersionSummary' })
export type VersionSummary = z.infer<typeof versionSummary>

/** Newest first. `before`: what to ask with for older ones; null where there are none. */
export const versionPage = z
  .object({ versions: z.array(versionSummary), before: z.number().nullable() })
  .meta({ id: 'VersionPage' })
export type VersionPage = z.infer<typeof versionPage>

/** A version with what was published in it. */
export const versionOf = <K extends DefinitionKind>(kind: K) =>
  z.object({ ...versionFields, body: definitionSchemas[kind] })
export type Version<K extends DefinitionKind = DefinitionKind> = VersionSummary & {
  body: DefinitionBody<K>
}

/** When a draft is to be published: in the future, at most about a year ahead. */
export const publicationRequest = z
  .strictObject({ at: time })
  .meta({ id: 'PublicationRequest', description: 'When the draft, as it is now, goes live' })

/** A draft that waits for its time, as it was when that was set: later edits are no part of it. */
export const publication = z
  .object({
    kind: definitionKind,
    key: z.string(),
    /** Epoch ms; it happens within a minute after it. */
    at: z.number(),
    scheduledAt: z.number(),
    scheduledBy: author,
    /** Why it could not be published when its time came; null while it waits. */
    failure: z.array(issue).nullable(),
  })
  .meta({ id: 'Publication' })
export type Publication = z.infer<typeof publication>
/** With what will be published. */
export type HeldPublication<K extends DefinitionKind = DefinitionKind> = Publication & {
  body: DefinitionBody<K>
}
