/**
 * When something comes due in a workspace by itself. It is read when its database is closed: whoever
 * looks at every workspace twice a minute need not open those where nothing can have changed.
 */
import type { Runner } from '../../store/connection.ts'
import { isWaiting } from '../billing/settle.ts'
import { dueNextSql } from '../outbox/due.ts'
import { alertDueSql } from '../play/place-alerts.ts'
import { isAnyKnown } from '../support/settle.ts'

const isUnfinished = `
  EXISTS (SELECT 1 FROM measures WHERE counted_to < up_to)
  OR EXISTS (SELECT 1 FROM definitions WHERE status = 'counting')
  OR EXISTS (SELECT 1 FROM erasures WHERE finished_at IS NULL)
  OR ${isWaiting}
  OR ${isAnyKnown}`

/** Epoch ms; the past where something is unfinished, infinity where nothing will. */
export async function readDueNext(runner: Runner): Promise<number> {
  const { rows } = await runner.execute(`
    SELECT (${isUnfinished}) AS unfinished,
      (SELECT min(due_at) FROM wakeups) AS wakeup,
      (SELECT min(at) FROM publications WHERE failure IS NULL) AS publication,
      (SELECT min(ends_at) FROM trials WHERE has_ended = 0) AS trial,
      (${dueNextSql}) AS delivery,
      (${alertDueSql}) AS alert`)
  const row = rows[0]
  if (!row || row.unfinished === 1) return Number.NEGATIVE_INFINITY
  const moments = [row.wakeup, row.publication, row.trial, row.delivery, row.alert].filter(
    (one) => one !== null,
  )
  return Math.min(...moments.map(Number))
}
