/** Calls that were made before the script arrived: `[method, arguments, resolve?]` each. */
import type { Brim } from './api.ts'

export type Call = [method: string, given: unknown[], resolve?: (answer: unknown) => void]
export type Stub = { version?: undefined; q?: { push(call: Call): unknown } | Call[] }

export function drain(stub: Stub | undefined, brim: Brim): void {
  const methods = brim as unknown as Record<string, (...given: unknown[]) => unknown>
  const run = ([method, given, resolve]: Call) => {
    const answer = methods[method]?.(...given)
    resolve?.(answer)
  }
  const { q } = stub ?? {}
  if (!Array.isArray(q)) return // Whoever still holds the stub goes on speaking to it.
  ;(stub as Stub).q = { push: run }
  q.forEach(run)
}
