/** What a kind of destination cannot do without and no workspace can set: only whoever operates Brim. */
import type { DestinationKind } from './kind.ts'

export const lacks = ['mail_server'] as const
export type Lack = (typeof lacks)[number]

/** What is missing, and who helps by what. */
export const lackInWords: Record<Lack, string> = {
  mail_server:
    'Brim has no mail server: whoever operates it sets BRIM_SMTP_URL, BRIM_MAIL_FROM and BRIM_URL, and starts it again',
}

/** What kinds lack before there is one of them, in words; kinds that lack nothing are left out. */
export type KindLacks = Partial<Record<DestinationKind, string>>

export const lackOf = (kind: DestinationKind, { hasMail }: { hasMail: boolean }): Lack | null =>
  kind === 'email' && !hasMail ? 'mail_server' : null
