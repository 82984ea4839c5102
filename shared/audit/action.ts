/** What can have been done, in the groups by which it is looked for. */

export const auditGroups = {
  definitions: [
    'definition_created',
    'definition_edited',
    'definition_published',
    'definition_reverted',
    'definition_paused',
    'definition_resumed',
    'definition_archived',
    'definition_restored',
    'definition_deleted',
    'publication_scheduled',
    'publication_cancelled',
    'publication_failed',
    'file_imported',
    'picture_added',
  ],
  settings: ['settings_changed', 'theme_changed'],
  destinations: [
    'destination_added',
    'destination_changed',
    'destination_paused',
    'destination_resumed',
    'destination_stopped',
    'destination_removed',
    'destination_secret_rotated',
    'delivery_retried',
    'deliveries_retried',
  ],
  keys: [
    'key_created',
    'key_origins_changed',
    'key_revoked',
    'source_changed',
    'source_secret_changed',
    'identity_key_added',
    'identity_key_revoked',
    'identity_mode_changed',
  ],
  people: [
    'workspace_created',
    'invitation_made',
    'invitation_revoked',
    'invitation_taken',
    'member_role_changed',
    'member_removed',
  ],
  sign_in: [
    'signed_in',
    'signed_out',
    'sign_in_locked',
    'password_changed',
    'password_reset_asked',
    'password_reset',
    'sessions_ended',
    'second_factor_turned_on',
    'second_factor_turned_off',
    'second_factor_removed',
    'second_factor_requirement_changed',
    'backup_codes_renewed',
  ],
  accounts: [
    'account_claimed',
    'account_released',
    'alert_judged',
    'customer_mapped',
    'requester_mapped',
    'requester_unmapped',
    'view_shared',
    'view_changed',
    'view_removed',
  ],
  privacy: ['data_exported', 'data_erased', 'erasure_lifted'],
} as const

export type AuditGroup = keyof typeof auditGroups
export type AuditAction = (typeof auditGroups)[AuditGroup][number]

export const auditGroupNames = Object.keys(auditGroups) as AuditGroup[]
export const auditActions: readonly AuditAction[] = auditGroupNames.flatMap((one) => [
  ...auditGroups[one],
])

const groups = new Map<AuditAction, AuditGroup>(
  auditGroupNames.flatMap((group) => auditGroups[group].map((one) => [one, group] as const)),
)

export const groupOf = (action: AuditAction): AuditGroup => groups.get(action) as AuditGroup
