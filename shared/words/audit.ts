/** An entry of the audit log as a sentence, in pieces: what has a name is told apart. */
import type { AuditGroup } from '../audit/action.ts'
import type { Actor } from '../audit/actor.ts'
import type { AuditEntry, AuditSubject, AuditSubjectKind } from '../audit/entry.ts'
import type { Role } from '../workspace/role.ts'
import { capital } from './capital.ts'
import { counted } from './number.ts'
import { roleNames } from './role.ts'

export type Phrase = { text: string; isName: boolean }

export const auditGroupWords: Record<AuditGroup, string> = {
  definitions: 'Nudges, triggers and plays',
  settings: 'Settings',
  destinations: 'Destinations',
  keys: 'Keys and identity',
  people: 'People',
  sign_in: 'Signing in',
  accounts: 'Claims, alerts and views',
  privacy: 'Privacy',
}

const kindWords: Record<AuditSubjectKind, string> = {
  trigger: 'the trigger',
  nudge: 'the nudge',
  offer: 'the offer',
  plan: 'the plan',
  meter: 'the meter',
  play: 'the play',
  account: 'the account',
  user: 'the user',
  file: 'the file',
  picture: 'the picture',
  settings: 'the settings',
  destination: 'the destination',
  delivery: 'the delivery',
  key: 'the key',
  identity_key: 'the identity key',
  workspace: 'the workspace',
  invitation: 'the invitation',
  person: '',
  view: 'the view',
}

const name = (text: string): Phrase => ({ text, isName: true })
const say = (text: string): Phrase => ({ text, isName: false })

export function auditInWords(entry: AuditEntry): Phrase[] {
  const [first, ...rest] = sentenceOf(entry)
  if (!first || first.isName) return [...(first ? [first] : []), ...rest]
  return [say(capital(first.text)), ...rest]
}

function sentenceOf(entry: AuditEntry): Phrase[] {
  const { action, subject } = entry
  const after = entry.after ?? {}
  const before = entry.before ?? {}
  const who = actorInWords(entry.by)
  const it = subjectInWords(subject)
  const did = (verb: string, ...more: Phrase[]) => [...who, say(` ${verb} `), ...it, ...more]
  const plainly = (words: string) => [...who, say(` ${words}`)]
  switch (action) {
    case 'definition_created':
      return did('created')
    case 'definition_edited':
      return did('edited the draft of')
    case 'definition_published':
      return did('published', say(`, version ${after.version}`))
    case 'definition_reverted':
      return after.version === undefined
        ? did(`made version ${after.from} the draft of`)
        : did(`put version ${after.from} live again of`, say(`, as version ${after.version}`))
    case 'definition_paused':
      return did('paused')
    case 'definition_resumed':
      return did('resumed')
    case 'definition_archived':
      return did('archived')
    case 'definition_restored':
      return did('took', say(' out of the archive'))
    case 'definition_deleted':
      return did('deleted')
    case 'publication_scheduled':
      return did(entry.before ? 'moved the publication of' : 'scheduled the publication of')
    case 'publication_cancelled':
      return did('cancelled the publication of')
    case 'publication_failed':
      return did('could not publish', say(' when its time came'))
    case 'file_imported':
      return plainly(
        `imported a file: ${after.created} created, ${after.changed} changed, ${after.deleted} deleted`,
      )
    case 'picture_added':
      return plainly(`added a picture, ${after.width} × ${after.height}`)
    case 'settings_changed':
      return plainly('changed the settings')
    case 'theme_changed':
      return plainly('changed the theme')
    case 'destination_added':
      return did('added')
    case 'destination_changed':
      return did('changed')
    case 'destination_paused':
      return did('paused')
    case 'destination_resumed':
      return did('resumed')
    case 'destination_stopped':
      return did('stopped', say(': for days nothing had arrived there'))
    case 'destination_removed':
      return did('removed')
    case 'destination_secret_rotated':
      return did('made a new secret for')
    case 'deliveries_retried':
      return did(`sent ${counted(Number(after.retried), 'delivery', 'deliveries')} again to`)
    case 'delivery_retried':
      return did('sent', say(' again'))
    case 'key_created':
      return did('made')
    case 'key_origins_changed':
      return did('changed where', say(' may be used'))
    case 'key_revoked':
      return did('revoked')
    case 'source_secret_changed':
      return did('gave a signing secret to the source of')
    case 'customer_mapped':
      return did(`said that the billing customer ${after.customer} is`)
    case 'requester_mapped':
      return did(`said that who asks support as ${after.requester} is of`)
    case 'requester_unmapped':
      return did(`said that who asks support as ${before.requester} is no longer of`)
    case 'source_changed':
      return did('changed the source of')
    case 'identity_key_added':
      return did('added')
    case 'identity_key_revoked':
      return did('revoked')
    case 'identity_mode_changed':
      return plainly(`set identity to ${after.mode}`)
    case 'workspace_created':
      return did('made')
    case 'invitation_made':
      return plainly(`invited somebody as ${roleInWords(after.role)}`)
    case 'invitation_revoked':
      return plainly(`revoked an invitation as ${roleInWords(before.role)}`)
    case 'invitation_taken':
      return plainly(`came in by an invitation, as ${roleInWords(after.role)}`)
    case 'member_role_changed':
      return did('made', say(` ${roleInWords(after.role)}`))
    case 'member_removed':
      return did('took', say(' out of the workspace'))
    case 'signed_in':
      return plainly('signed in')
    case 'signed_out':
      return plainly('signed out')
    case 'sign_in_locked':
      return [say('Too many wrong passwords for '), ...it]
    case 'password_changed':
      return plainly('set a new password')
    case 'password_reset_asked':
      return [say('A link for a new password was made for '), ...it]
    case 'password_reset':
      return plainly('set a new password by a link')
    case 'second_factor_turned_on':
      return plainly('set up a second factor')
    case 'second_factor_turned_off':
      return plainly('turned their second factor off')
    case 'second_factor_removed':
      return [...who, say(' removed the second factor of '), ...it]
    case 'second_factor_requirement_changed':
      return plainly(
        after.isRequired ? 'asked everybody for a second factor' : 'let go of the second factor',
      )
    case 'backup_codes_renewed':
      return plainly('made new backup codes')
    case 'sessions_ended':
      return plainly(`ended ${counted(Number(after.ended), 'session')}`)
    case 'account_claimed':
      // Nobody claims for somebody else, but for those who do it by a key.
      return entry.by.kind === 'person'
        ? did('claimed')
        : did('claimed', say(' for '), name(String(after.by)))
    case 'account_released':
      return did('released')
    case 'alert_judged':
      return [
        ...who,
        say(' judged an alert of '),
        ...it,
        say(after.worth === 'yes' ? ': it was worth it' : ': it was not worth it'),
      ]
    case 'view_shared':
      return did('shared')
    case 'view_changed':
      return did('changed')
    case 'view_removed':
      return did('removed')
    case 'data_exported':
      return did('exported all that is stored of')
    case 'data_erased':
      return did('erased')
    case 'erasure_lifted':
      return did('let', say(' in again'))
    default:
      return action satisfies never
  }
}

function actorInWords({ kind, name: called }: Actor): Phrase[] {
  switch (kind) {
    case 'person':
      return [name(called)]
    case 'key':
      return [say('the key '), name(called)]
    case 'cli':
      return [say('somebody at the command line')]
    case 'brim':
      return [say('Brim')]
    case 'link':
      return [say(called)]
    default:
      return kind satisfies never
  }
}

function subjectInWords({ kind, key, name: called }: AuditSubject): Phrase[] {
  const words = kindWords[kind]
  return [...(words ? [say(`${words} `)] : []), name(called ?? key)]
}

const articles: Partial<Record<Role, string>> = {
  owner: 'an',
  admin: 'an',
  editor: 'an',
  analyst: 'an',
}

function roleInWords(role: unknown): string {
  const known = role as Role
  return `${articles[known] ?? 'a'} ${(roleNames[known] ?? String(role)).toLowerCase()}`
}
