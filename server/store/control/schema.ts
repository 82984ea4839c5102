/**
 * The control database: who may do what in which workspace. Everything else is in the database of
 * the workspace. Written by the main thread only. Times are epoch ms; the four tables of
 * better-auth hold them as dates, which is what its adapter reads and writes.
 */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AccountFilters } from '../../../shared/account/account-view.ts'
import type { Sender, SourceMapping, Vendor } from '../../../shared/event/source.ts'
import type { IdentityAlgorithm, IdentityMode, Verdict } from '../../../shared/protocol/identity.ts'
import type { Role } from '../../../shared/workspace/role.ts'
import { auditColumns } from '../audit-columns.ts'

export const workspaces = sqliteTable('workspaces', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer().notNull(),
  /** Whether pages have to prove who is on them. */
  identityMode: text().$type<IdentityMode>().notNull().default('off'),
  /** Whether members need a second factor to do anything here. */
  requiresSecondFactor: integer({ mode: 'boolean' }).notNull().default(false),
})

export const members = sqliteTable(
  'members',
  {
    workspace: text()
      .notNull()
      .references(() => workspaces.id),
    person: text()
      .notNull()
      .references(() => people.id),
    role: text().$type<Role>().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.person] }),
    index('members_person').on(table.person),
  ],
)

/** Links with which somebody joins a workspace, once. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    workspace: text()
      .notNull()
      .references(() => workspaces.id),
    role: text().$type<Role>().notNull(),
    /** SHA-256 of the token. */
    hash: text().notNull().unique(),
    invitedBy: text()
      .notNull()
      .references(() => people.id),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    /** Null until somebody has come in by it. */
    takenBy: text(),
  },
  (table) => [index('invitations_workspace').on(table.workspace, table.createdAt)],
)

export type KeyKind = 'publishable' | 'secret' | 'source'

/** Of a write key: what sends with it, and what its messages mean. */
export type KeySource = {
  vendor: Vendor
  sender: Sender
  mapping: SourceMapping
  /** How often its mapping was saved; absent: never since it was made. */
  revision?: number
  /** Of a webhook: what it signs with, sealed with the server's own secret. */
  sealed: string | null
}

/** What a secret key may be used for. */
export const scopes = ['ingest', 'decide', 'read', 'author', 'erase'] as const
export type Scope = (typeof scopes)[number]

export const keys = sqliteTable(
  'keys',
  {
    id: text().primaryKey(),
    workspace: text()
      .notNull()
      .references(() => workspaces.id),
    kind: text().$type<KeyKind>().notNull(),
    /** What people call it. */
    name: text().notNull(),
    /** SHA-256 of the whole key: what it is found by. */
    hash: text().notNull().unique(),
    /** A key that is public as it is; null for a secret one, which is stored nowhere. */
    token: text(),
    /** How a secret key is recognised: its first and its last characters. */
    prefix: text().notNull(),
    last4: text().notNull(),
    /** Where a publishable key may be used: `https://app.example.com` or `https://*.example.com`. */
    origins: text({ mode: 'json' }).$type<string[]>().notNull(),
    scopes: text({ mode: 'json' }).$type<Scope[]>().notNull(),
    /** Of a write key; null for the others. */
    source: text({ mode: 'json' }).$type<KeySource>(),
    createdAt: integer().notNull(),
    lastUsedAt: integer(),
    revokedAt: integer(),
  },
  (table) => [index('keys_workspace').on(table.workspace)],
)

/** What a workspace's backend signs identity tokens with. */
export const identityKeys = sqliteTable(
  'identity_keys',
  {
    /** The `kid` in the header of a token. */
    id: text().primaryKey(),
    workspace: text()
      .notNull()
      .references(() => workspaces.id),
    algorithm: text().$type<IdentityAlgorithm>().notNull(),
    /** HS256: the secret, sealed with the server's own. Null where only the public half is here. */
    sealed: text(),
    /** ES256 and EdDSA: the public key as a JWK. */
    publicKey: text({ mode: 'json' }).$type<Record<string, string>>(),
    createdAt: integer().notNull(),
    lastUsedAt: integer(),
    revokedAt: integer(),
  },
  (table) => [index('identity_keys_workspace').on(table.workspace)],
)

/** How many requests of pages came with which kind of token, by the hour; kept for two days. */
export const identityChecks = sqliteTable(
  'identity_checks',
  {
    workspace: text().notNull(),
    /** Hours since the epoch. */
    hour: integer().notNull(),
    verdict: text().$type<Verdict>().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.hour, table.verdict] })],
)

/** Where pages with a publishable key came from: what somebody forgot to allow is among it. */
export const pageOrigins = sqliteTable(
  'page_origins',
  {
    workspace: text().notNull(),
    /** The key's id. */
    key: text().notNull(),
    origin: text().notNull(),
    /** Whether the newest was let in. */
    isAllowed: integer({ mode: 'boolean' }).notNull(),
    /** How often it was refused. */
    refused: integer().notNull(),
    lastAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.key, table.origin] }),
    index('page_origins_newest').on(table.workspace, table.lastAt),
  ],
)

/** One-time links that let the first person in. */
export const setupLinks = sqliteTable('setup_links', {
  /** SHA-256 of the token. */
  hash: text().primaryKey(),
  createdAt: integer().notNull(),
  usedAt: integer(),
})

/** What one node does for all of them, until its lease runs out. */
export const leases = sqliteTable('leases', {
  /** What is done. */
  name: text().primaryKey(),
  /** The node that does it. */
  owner: text().notNull(),
  /** Epoch ms. */
  until: integer().notNull(),
})

/** Lists of accounts that people have saved under a name. */
export const views = sqliteTable(
  'views',
  {
    id: text().primaryKey(),
    workspace: text()
      .notNull()
      .references(() => workspaces.id),
    person: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    isShared: integer({ mode: 'boolean' }).notNull(),
    filters: text({ mode: 'json' }).$type<AccountFilters>().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('views_workspace').on(table.workspace, table.createdAt)],
)

/** Who changed what of all that is kept here, by workspace. It only grows: triggers refuse anything else. */
export const audit = sqliteTable(
  'audit',
  { ...auditColumns(), workspace: text().notNull() },
  (table) => [index('audit_workspace').on(table.workspace, table.seq)],
)

const date = () => integer({ mode: 'timestamp_ms' })

/** better-auth's `user`. */
export const people = sqliteTable('people', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: integer({ mode: 'boolean' }).notNull(),
  image: text(),
  createdAt: date().notNull(),
  updatedAt: date().notNull(),
})

/** What a person shows beside the password: codes of an app that shares a secret with Brim. */
export const secondFactors = sqliteTable('second_factors', {
  person: text()
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  /** The secret, sealed with the server's own. */
  sealed: text().notNull(),
  /** Null until a first code has shown that the app has the secret: asked for is it only then. */
  confirmedAt: integer(),
  /** The newest step of time that a code was taken of: none counts twice. */
  lastStep: integer().notNull(),
})

/** What helps where the app is lost: each code once. */
export const backupCodes = sqliteTable(
  'backup_codes',
  {
    person: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Keyed with the server's own secret. */
    print: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.person, table.print] })],
)

/** Links with which somebody gives themselves a new password, once. */
export const passwordResets = sqliteTable(
  'password_resets',
  {
    /** SHA-256 of the token. */
    hash: text().primaryKey(),
    person: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    expiresAt: integer().notNull(),
  },
  (table) => [index('password_resets_person').on(table.person)],
)

/** How often somebody tried something lately, counted by all nodes together. */
export const attempts = sqliteTable(
  'attempts',
  {
    /** What was tried by whom: keyed with the server's own secret, as people's addresses are in it. */
    print: text().primaryKey(),
    count: integer().notNull(),
    /** When it is forgotten. */
    until: integer().notNull(),
  },
  (table) => [index('attempts_until').on(table.until)],
)

/** What is mailed to people, until it has gone out. */
export const mails = sqliteTable(
  'mails',
  {
    id: text().primaryKey(),
    /** The link that is in it: without that it is not sent. */
    invitation: text().references(() => invitations.id, { onDelete: 'cascade' }),
    reset: text().references(() => passwordResets.hash, { onDelete: 'cascade' }),
    /** What is written, to whom: sealed with the server's own secret; null once it is out or given up. */
    sealed: text(),
    createdAt: integer().notNull(),
    /** Until when the link is good. */
    expiresAt: integer().notNull(),
    attempts: integer().notNull(),
    /** When it is tried next; null: never. */
    nextAt: integer(),
    sentAt: integer(),
    /** Why it did not go out the last time, in a code. */
    error: text(),
  },
  (table) => [
    index('mails_next').on(table.nextAt),
    index('mails_invitation').on(table.invitation),
    index('mails_reset').on(table.reset),
  ],
)

/** better-auth's `session`. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    /** SHA-256 of what stands in the cookie. */
    token: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    expiresAt: date().notNull(),
    createdAt: date().notNull(),
    updatedAt: date().notNull(),
    ipAddress: text(),
    userAgent: text(),
  },
  (table) => [index('sessions_user').on(table.userId)],
)

/** better-auth's `account`: how a person signs in. */
export const credentials = sqliteTable(
  'credentials',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: date(),
    refreshTokenExpiresAt: date(),
    scope: text(),
    /** Salted and hashed with scrypt. */
    password: text(),
    createdAt: date().notNull(),
    updatedAt: date().notNull(),
  },
  (table) => [index('credentials_user').on(table.userId)],
)

/** better-auth's `verification`. */
export const verifications = sqliteTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: date().notNull(),
    createdAt: date().notNull(),
    updatedAt: date().notNull(),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
)

/** Tells of a node whether it has the secret of the others: the one row is what they have sealed. */
export const secretMark = sqliteTable('secret_mark', {
  /** Always 1. */
  id: integer().primaryKey(),
  sealed: text().notNull(),
})
