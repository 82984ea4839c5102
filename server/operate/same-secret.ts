/**
 * Nodes of one database must have one secret: what one of them seals or signs another cannot open
 * otherwise, and nobody would see why. The first leaves a mark, and the others open it. By it is known,
 * too, that files were brought to a place without their secret.
 */
import type { Sealer } from '../seal.ts'
import { keepMark, replaceMark } from '../store/control/secret-mark.ts'
import type { Store } from '../store/open.ts'

const place = 'control|secret_mark|sealed'
const text = 'brim'

/** The operator has to say which secret is that of the nodes. */
export class SecretDiffers extends Error {
  override name = 'SecretDiffers'
}

/** Whether what is sealed here opens. The first who asks leaves the mark. */
export async function hasSameSecret({ db }: Pick<Store, 'db'>, sealer: Sealer): Promise<boolean> {
  const mark = await keepMark(db, sealer.seal(text, place))
  try {
    sealer.open(mark, place)
    return true
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SealError') throw error
    return false
  }
}

/** Throws `SecretDiffers` where the mark is another secret's. */
export async function demandSameSecret(control: Pick<Store, 'db'>, sealer: Sealer): Promise<void> {
  if (await hasSameSecret(control, sealer)) return
  throw new SecretDiffers(
    'BRIM_SECRET: Is not that of the nodes which use this database. Set theirs; where it has been changed, name the one of before in BRIM_SECRET_BEFORE; where it is lost, `brim reseal` makes this one theirs, and what the lost one has sealed stays shut',
  )
}

/** From now on the secret of now is that of all nodes. */
export async function markSecret({ db }: Pick<Store, 'db'>, sealer: Sealer): Promise<void> {
  await replaceMark(db, sealer.seal(text, place))
}
