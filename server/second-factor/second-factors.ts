/**
 * What people show beside their password: set up, confirmed, asked for, renewed. Of no code and no
 * secret does the database hold more than what is of use with the server's own secret alone.
 */
import { SealError, type Sealer } from '../seal.ts'
import {
  addPendingFactor,
  confirmFactor,
  findSecondFactor,
  type GoingOn,
  replaceBackupCodes,
  takeBackupCode,
  takeStep,
} from '../store/control/second-factors.ts'
import type { Store } from '../store/open.ts'
import { createBackupCodes, readBackupCode } from './backup-code.ts'
import { placeOfSecret } from './place.ts'
import { createTotpSecret, stepOfCode, totpUri } from './totp.ts'

export type SecondFactors = {
  /** A secret for the app, of no effect until it is confirmed; undefined where there is one already. */
  begin(person: { id: string; email: string }): Promise<{ secret: string; uri: string } | undefined>
  /**
   * Asked for from now on, if the code shows that the app has the secret; ends the person's sessions but
   * the one they go on by. Answers the backup codes, which are told this once; undefined where the code is
   * wrong, or the session that asks has ended.
   */
  confirm(going: GoingOn, code: string): Promise<string[] | undefined>
  /** Uses a code up, of the app or of backup: answers whether it was good. */
  take(person: string, code: string): Promise<boolean>
  /** New ones, and the old ones are good no more; undefined where there is no second factor. */
  renew(person: string): Promise<string[] | undefined>
}

/** It was set up under another secret of the server's. */
export class UnreadableSecret extends Error {
  override name = 'UnreadableSecret'
}

type Options = { control: Store; sealer: Sealer; now(): number }

export function createSecondFactors({ control, sealer, now }: Options): SecondFactors {
  const { db } = control
  const secretOf = ({ sealed }: { sealed: string }, person: string) => {
    try {
      return sealer.open(sealed, placeOfSecret(person))
    } catch (error) {
      throw error instanceof SealError ? new UnreadableSecret(error.message) : error
    }
  }
  const printOf = (code: string, person: string) => sealer.print(code, placeOfCode(person))
  const newCodes = (person: string) => {
    const codes = createBackupCodes()
    const prints = codes.map((code) => printOf(readBackupCode(code) ?? code, person))
    return { codes, prints }
  }
  return {
    async begin({ id, email }) {
      const secret = createTotpSecret()
      const sealed = sealer.seal(secret, placeOfSecret(id))
      if (!(await addPendingFactor(db, { person: id, sealed }))) return undefined
      return { secret, uri: totpUri(secret, email) }
    },
    async confirm(going, code) {
      const { person } = going.to
      const factor = await findSecondFactor(db, person)
      if (!factor || factor.confirmedAt !== null) return undefined
      const at = now()
      const step = stepOfCode(plain(code), secretOf(factor, person), at)
      if (step === null) return undefined
      const { codes, prints } = newCodes(person)
      const { sealed } = factor
      const isDone = await confirmFactor(db, { going, sealed, step, prints, at })
      return isDone ? codes : undefined
    },
    async take(person, text) {
      const factor = await findSecondFactor(db, person)
      if (!factor || factor.confirmedAt === null) return false
      const backup = readBackupCode(text)
      if (backup) return takeBackupCode(db, { person, print: printOf(backup, person) })
      const step = stepOfCode(plain(text), secretOf(factor, person), now())
      return step !== null && takeStep(db, { person, step })
    },
    async renew(person) {
      const { codes, prints } = newCodes(person)
      return (await replaceBackupCodes(db, { person, prints, at: now() })) ? codes : undefined
    },
  }
}

const placeOfCode = (person: string) => `${person}|backup_codes|print`

/** Apps show them in two halves. */
const plain = (code: string) => code.replaceAll(/\s/g, '')
