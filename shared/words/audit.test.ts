import { expect, test } from 'vitest'
import { type AuditAction, auditActions } from '../audit/action.ts'
import { brim, cli, linkActor } from '../audit/actor.ts'
import type { AuditEntry } from '../audit/entry.ts'
import { auditInWords } from './audit.ts'

const ada = { kind: 'person', id: 'ada', name: 'Ada' } as const
const wall = { kind: 'nudge', key: 'wall', name: 'Try Team' } as const
const settings = { kind: 'settings', key: 'settings', name: null } as const
const sales = { kind: 'destination', key: 'dst_1', name: '#sales' } as const
const web = { kind: 'key', key: 'k1', name: 'Web' } as const
const identityKey = { kind: 'identity_key', key: 'kid_1', name: null } as const
const invitation = { kind: 'invitation', key: 'i1', name: null } as const
const bo = { kind: 'person', key: 'bo', name: 'Bo' } as const
const view = { kind: 'view', key: 'v1', name: 'Big ones' } as const
const toOwner = { kind: 'play', key: 'to-owner', name: 'To the owner' } as const
const acme = { kind: 'account', key: 'acme', name: null } as const
const zoe = { kind: 'user', key: 'zoe', name: null } as const

type Told = [words: string, given: Partial<AuditEntry> & Pick<AuditEntry, 'subject'>]

/** Names stand between stars. */
const sentences: Record<AuditAction, Told[]> = {
  definition_created: [['*Ada* created the nudge *Try Team*', { subject: wall }]],
  definition_edited: [['*Ada* edited the draft of the nudge *Try Team*', { subject: wall }]],
  definition_published: [
    ['*Ada* published the nudge *Try Team*, version 3', { subject: wall, after: { version: 3 } }],
    [
      'The key *CI* published the nudge *Try Team*, version 3',
      { subject: wall, after: { version: 3 }, by: { kind: 'key', id: 'k', name: 'CI' } },
    ],
    [
      'Brim published the nudge *Try Team*, version 1',
      { subject: wall, after: { version: 1 }, by: brim },
    ],
  ],
  definition_reverted: [
    [
      '*Ada* made version 2 the draft of the nudge *Try Team*',
      { subject: wall, after: { from: 2 } },
    ],
    [
      '*Ada* put version 2 live again of the nudge *Try Team*, as version 5',
      { subject: wall, after: { from: 2, version: 5 } },
    ],
  ],
  definition_paused: [['*Ada* paused the nudge *Try Team*', { subject: wall }]],
  definition_resumed: [['*Ada* resumed the nudge *Try Team*', { subject: wall }]],
  definition_archived: [['*Ada* archived the nudge *Try Team*', { subject: wall }]],
  definition_restored: [['*Ada* took the nudge *Try Team* out of the archive', { subject: wall }]],
  definition_deleted: [['*Ada* deleted the nudge *Try Team*', { subject: wall }]],
  publication_scheduled: [
    ['*Ada* scheduled the publication of the nudge *Try Team*', { subject: wall }],
    [
      '*Ada* moved the publication of the nudge *Try Team*',
      { subject: wall, before: { publishAt: 1 } },
    ],
  ],
  publication_cancelled: [
    ['*Ada* cancelled the publication of the nudge *Try Team*', { subject: wall }],
  ],
  publication_failed: [
    ['Brim could not publish the nudge *Try Team* when its time came', { subject: wall, by: brim }],
  ],
  file_imported: [
    [
      '*Ada* imported a file: 1 created, 2 changed, 0 deleted',
      {
        subject: { kind: 'file', key: 'brim.json', name: null },
        after: { created: 1, changed: 2, deleted: 0 },
      },
    ],
  ],
  picture_added: [
    [
      '*Ada* added a picture, 640 × 360',
      { subject: { kind: 'picture', key: 'h', name: null }, after: { width: 640, height: 360 } },
    ],
  ],
  settings_changed: [['*Ada* changed the settings', { subject: settings }]],
  theme_changed: [['*Ada* changed the theme', { subject: settings }]],
  destination_added: [['*Ada* added the destination *#sales*', { subject: sales }]],
  destination_changed: [['*Ada* changed the destination *#sales*', { subject: sales }]],
  destination_paused: [['*Ada* paused the destination *#sales*', { subject: sales }]],
  destination_resumed: [['*Ada* resumed the destination *#sales*', { subject: sales }]],
  destination_stopped: [
    [
      'Brim stopped the destination *#sales*: for days nothing had arrived there',
      { subject: sales, by: brim },
    ],
  ],
  destination_removed: [['*Ada* removed the destination *#sales*', { subject: sales }]],
  destination_secret_rotated: [
    ['*Ada* made a new secret for the destination *#sales*', { subject: sales }],
  ],
  deliveries_retried: [
    [
      '*Ada* sent 2 deliveries again to the destination *#sales*',
      { subject: sales, after: { retried: 2 } },
    ],
  ],
  delivery_retried: [
    [
      '*Ada* sent the delivery *msg_1* again',
      { subject: { kind: 'delivery', key: 'msg_1', name: null } },
    ],
  ],
  key_created: [
    ['*Ada* made the key *Web*', { subject: web }],
    ['Somebody at the command line made the key *Web*', { subject: web, by: cli }],
  ],
  key_origins_changed: [['*Ada* changed where the key *Web* may be used', { subject: web }]],
  key_revoked: [['*Ada* revoked the key *Web*', { subject: web }]],
  source_secret_changed: [
    ['*Ada* gave a signing secret to the source of the key *Web*', { subject: web }],
  ],
  customer_mapped: [
    [
      '*Ada* said that the billing customer cus_1 is the account *acme*',
      { subject: { kind: 'account', key: 'acme', name: null }, after: { customer: 'cus_1' } },
    ],
  ],
  requester_mapped: [
    [
      '*Ada* said that who asks support as contact:5ee3 is of the account *acme*',
      {
        subject: { kind: 'account', key: 'acme', name: null },
        after: { requester: 'contact:5ee3' },
      },
    ],
  ],
  requester_unmapped: [
    [
      '*Ada* said that who asks support as contact:5ee3 is no longer of the account *acme*',
      {
        subject: { kind: 'account', key: 'acme', name: null },
        before: { requester: 'contact:5ee3' },
      },
    ],
  ],
  source_changed: [['*Ada* changed the source of the key *Web*', { subject: web }]],
  identity_key_added: [['*Ada* added the identity key *kid_1*', { subject: identityKey }]],
  identity_key_revoked: [['*Ada* revoked the identity key *kid_1*', { subject: identityKey }]],
  identity_mode_changed: [
    [
      '*Ada* set identity to enforce',
      { subject: { kind: 'workspace', key: 'w1', name: 'First' }, after: { mode: 'enforce' } },
    ],
  ],
  workspace_created: [
    [
      'Somebody at the command line made the workspace *First*',
      { subject: { kind: 'workspace', key: 'w1', name: 'First' }, by: cli },
    ],
  ],
  invitation_made: [
    ['*Ada* invited somebody as an editor', { subject: invitation, after: { role: 'editor' } }],
  ],
  invitation_revoked: [
    [
      '*Ada* revoked an invitation as a viewer',
      { subject: invitation, before: { role: 'viewer' } },
    ],
  ],
  invitation_taken: [
    [
      '*Bo* came in by an invitation, as an analyst',
      { subject: bo, by: { kind: 'person', id: 'bo', name: 'Bo' }, after: { role: 'analyst' } },
    ],
  ],
  member_role_changed: [['*Ada* made *Bo* an owner', { subject: bo, after: { role: 'owner' } }]],
  member_removed: [['*Ada* took *Bo* out of the workspace', { subject: bo }]],
  signed_in: [['*Ada* signed in', { subject: bo }]],
  signed_out: [['*Ada* signed out', { subject: bo }]],
  sign_in_locked: [['Too many wrong passwords for *Bo*', { subject: bo, by: brim }]],
  password_changed: [['*Ada* set a new password', { subject: bo }]],
  password_reset_asked: [
    ['A link for a new password was made for *Bo*', { subject: bo, by: brim }],
  ],
  password_reset: [['*Ada* set a new password by a link', { subject: bo }]],
  second_factor_turned_on: [['*Ada* set up a second factor', { subject: bo }]],
  second_factor_turned_off: [['*Ada* turned their second factor off', { subject: bo }]],
  second_factor_removed: [['*Ada* removed the second factor of *Bo*', { subject: bo }]],
  second_factor_requirement_changed: [
    [
      '*Ada* asked everybody for a second factor',
      { subject: { kind: 'workspace', key: 'w1', name: 'First' }, after: { isRequired: true } },
    ],
    [
      '*Ada* let go of the second factor',
      { subject: { kind: 'workspace', key: 'w1', name: 'First' }, after: { isRequired: false } },
    ],
  ],
  backup_codes_renewed: [['*Ada* made new backup codes', { subject: bo }]],
  sessions_ended: [
    ['*Ada* ended 1 session', { subject: bo, after: { ended: 1 } }],
    ['*Ada* ended 3 sessions', { subject: bo, after: { ended: 3 } }],
  ],
  account_claimed: [
    ['*Ada* claimed the account *acme*', { subject: acme, after: { by: 'ada@example.com' } }],
    [
      'The key *CRM* claimed the account *acme* for *sam@crm.example*',
      {
        subject: acme,
        after: { by: 'sam@crm.example' },
        by: { kind: 'key', id: 'k', name: 'CRM' },
      },
    ],
  ],
  account_released: [['*Ada* released the account *acme*', { subject: acme }]],
  alert_judged: [
    [
      '*Ada* judged an alert of the play *To the owner*: it was worth it',
      { subject: toOwner, after: { alert: 'alert_1', worth: 'yes' } },
    ],
    [
      'Whoever holds the link of an alert judged an alert of the play *To the owner*: it was not worth it',
      { subject: toOwner, after: { alert: 'alert_1', worth: 'no' }, by: linkActor },
    ],
  ],
  view_shared: [['*Ada* shared the view *Big ones*', { subject: view }]],
  view_changed: [['*Ada* changed the view *Big ones*', { subject: view }]],
  view_removed: [['*Ada* removed the view *Big ones*', { subject: view }]],
  data_exported: [['*Ada* exported all that is stored of the user *zoe*', { subject: zoe }]],
  data_erased: [['*Ada* erased the account *acme*', { subject: acme }]],
  erasure_lifted: [['*Ada* let the user *zoe* in again', { subject: zoe }]],
}

const rows = auditActions.flatMap((action) =>
  sentences[action].map(([words, given]) => ({ action, words, given })),
)

test.each(rows)('$words', ({ action, words, given }) => {
  const entry = { id: 'w1', at: 0, by: ada, action, before: null, after: null, ...given }
  const said = auditInWords(entry).map(({ text, isName }) => (isName ? `*${text}*` : text))
  expect(said.join('')).toBe(words)
})
