/** The audit log: each change of what a workspace is or does, with what was there before and after. */
import { z } from 'zod'
import { subjectKinds } from '../account/erasure.ts'
import { definitionKinds } from '../definition/definition.ts'
import { type AuditAction, type AuditGroup, auditActions, auditGroupNames } from './action.ts'
import { type Actor, actor } from './actor.ts'

/** What it was done to. */
export const auditSubjectKinds = [
  ...definitionKinds,
  ...subjectKinds,
  'file',
  'picture',
  'settings',
  'destination',
  'delivery',
  'key',
  'identity_key',
  'workspace',
  'invitation',
  'person',
  'view',
] as const
export type AuditSubjectKind = (typeof auditSubjectKinds)[number]

/** `name`: what people called it then; null where it has none, and for those whom a SaaS's data is about. */
export type AuditSubject = { kind: AuditSubjectKind; key: string; name: string | null }

/** As JSON; null where there was nothing. */
export type AuditState = Readonly<Record<string, unknown>> | null

export type NewAuditEntry = {
  at: number
  by: Actor
  action: AuditAction
  subject: AuditSubject
  before: AuditState
  after: AuditState
}

const state = z.record(z.string(), z.unknown()).nullable()

export const auditEntry = z.object({
  id: z.string(),
  /** Epoch ms. */
  at: z.number(),
  by: actor,
  action: z.enum(auditActions as [AuditAction, ...AuditAction[]]),
  subject: z.object({
    kind: z.enum(auditSubjectKinds),
    key: z.string(),
    name: z.string().nullable(),
  }),
  before: state,
  after: state,
})
export type AuditEntry = z.infer<typeof auditEntry>

/** Newest first. `before`: what to ask with for older ones; null where there are none. */
export type AuditPage = { entries: AuditEntry[]; before: string | null }

const moment = z.coerce.number().int().nonnegative().optional()

/** Which entries are wanted; what is not said narrows nothing. */
export const auditFilters = z.object({
  group: z.enum(auditGroupNames as [AuditGroup, ...AuditGroup[]]).optional(),
  /** Id of a person or a key, `cli` or `brim`. */
  actor: z.string().min(1).max(200).optional(),
  /** Key of a definition, id of a key, a person, an account… */
  subject: z.string().min(1).max(256).optional(),
  /** Epoch ms: from then on. */
  since: moment,
  /** Epoch ms: before then. */
  until: moment,
})
export type AuditFilters = z.infer<typeof auditFilters>
