/**
 * What may be logged of an error. Messages are written by libraries, and some of them quote what they
 * were given: a query its parameters, a parser its text. So a message is told without what it quotes,
 * and of errors that carry data in it only the cause.
 */

/** By name: what comes from another thread has lost its class. */
const talkative = /^(DrizzleQueryError|ZodError|SyntaxError)$/
/** The words of a `DrizzleQueryError`, also where its name is gone. */
const query = /^Failed query:/
const longest = 300

export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error && isCode(error.code) ? { code: error.code } : {}
  const cause = error.cause instanceof Error ? { cause: describeError(error.cause) } : {}
  const name = talkative.test(error.constructor.name) ? error.constructor.name : error.name
  const isTold = !talkative.test(name) && !query.test(error.message)
  const message = isTold ? { message: withoutQuotes(error.message) } : {}
  return { error: name, ...message, ...code, ...cause, stack: framesOf(error) }
}

function isCode(code: unknown): boolean {
  return (typeof code === 'string' && /^[\w.-]{1,60}$/.test(code)) || typeof code === 'number'
}

/** What stands in quotes may be anybody's; an address or a key may stand there without. */
function withoutQuotes(message: string): string {
  return message
    .slice(0, 4 * longest)
    .replaceAll(/"[^"]*"|`[^`]*`|(?<!\w)'[^']*'/g, '"…"')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/\b(sk|pk|wk|whsec)_\w+|\bBearer\s+\S+/g, '…')
    .slice(0, longest)
}

/** The frames, which name files of Brim; the message stands before them once more. */
function framesOf({ stack }: Error): string | undefined {
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return frames && frames.length > 0 ? frames.join('\n') : undefined
}
