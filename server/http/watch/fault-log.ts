/**
 * Tells the operator why requests are answered with "try again": the first of each kind at once, what
 * follows within ten seconds together. A database that is away fails every request.
 */
import type { Logger } from '../../log.ts'
import { codeOf } from '../../store/fault.ts'
import { describeError } from '../answer/describe-error.ts'

/** `message`: what could not be done. */
export type FaultLog = (error: Error, message: string) => void

const everyMs = 10_000
/** There are a dozen codes; beyond this whatever else comes is one kind. */
const mostKinds = 50

type Told = { at: number; untold: number }

export function createFaultLog(log: Pick<Logger, 'warn'>, now: () => number): FaultLog {
  const kinds = new Map<string, Told>()
  const toldOf = (kind: string): Told => {
    const name = kinds.has(kind) || kinds.size < mostKinds ? kind : 'other'
    const told = kinds.get(name) ?? { at: Number.NEGATIVE_INFINITY, untold: 0 }
    kinds.set(name, told)
    return told
  }

  return (error, message) => {
    const told = toldOf(codeOf(error) ?? `${error.name}: ${error.message}`)
    told.untold++
    // Either way: a clock may have been set back.
    if (Math.abs(now() - told.at) < everyMs) return
    log.warn({ times: told.untold, ...describeError(error) }, message)
    told.at = now()
    told.untold = 0
  }
}
