/** What a page can ask of Brim. */
import type { Reason } from '../../shared/decision/decision.ts'
import type { Prompt, PromptAction } from '../../shared/decision/prompt.ts'
import type { Offer } from '../../shared/definition/plan.ts'
import type { FactValue, Outcome } from '../../shared/event/event.ts'
import type { Listener, Undo } from './emitter.ts'
import type { Identification } from './identity.ts'
import type { Problem } from './session.ts'

export type Properties = Record<string, FactValue | undefined>

export type Usage = {
  used: number
  /** `null` or absent: unlimited. */
  limit?: number | null | undefined
  /** When the period ends and `used` starts again; text is ISO 8601 with a zone. */
  resetsAt?: Date | string | undefined
}

/** An item before it has its id and time. Copied as JSON: `undefined` falls away, dates become text. */
export type Fields =
  | { type: 'event'; name: string; properties?: Properties | undefined }
  | ({ type: 'meter'; meter: string } & Usage)
  | { type: 'outcome'; decisionId: string; outcome: Outcome; action?: string | undefined }

export type AskOptions = {
  /** What a prompt stands in, around or beside, where its format does. */
  anchor?: Element | undefined
  /** An answer that takes longer is not shown. */
  deadlineMs?: number | undefined
}

/** Why nothing was shown: the server's reason, or one of the page's own. */
export type Unshown =
  | Reason
  | 'no_identity'
  | 'no_consent'
  | 'timeout'
  | 'unreachable'
  /** Another prompt has the screen. */
  | 'busy'
  /** An inline prompt without an element to stand in. */
  | 'no_anchor'
  /** Asked where there is no page, as on a server that renders one. */
  | 'no_page'
  | 'failed'

/** What became of asking. What the person does with it is told later, by `on('action')`, under the same `decisionId`. */
export type Showing =
  | { shown: true; reason: null; decisionId: string }
  | { shown: false; reason: Unshown; decisionId: string | null }

export type About = { decisionId: string; nudge: string; placement: string; offer: Offer }

/**
 * What a page can listen to. Signals are not among it: that an account is ready to buy is for those who
 * sell, and a publishable key would tell it to anybody who names the account. They go to the
 * workspace's destinations, and to the console.
 */
export type BrimEvents = {
  prompt: About & { format: Prompt['format'] }
  action: About & {
    kind: PromptAction['kind']
    name?: string | undefined
    url?: string | undefined
    /** Keeps the browser from following `url`, for a page that goes there itself. */
    preventDefault(): void
  }
  error: Problem
}

export type Brim = {
  readonly version: string
  identify(who: Identification): void
  track(name: string, properties?: Properties): void
  used(feature: string): void
  usage(meter: string, usage: Usage): void
  /** Reports the hit, and resolves once an offer is drawn or known not to be. Never rejects. */
  paywall(feature: string, options?: AskOptions): Promise<Showing>
  prompt(placement: string, options?: AskOptions): Promise<Showing>
  on<Name extends keyof BrimEvents>(name: Name, listener: Listener<BrimEvents[Name]>): Undo
  consent(answer: 'granted' | 'denied'): void
  reset(): void
  /** Opens a panel that says who is here, what waits, what is armed, and why something is not shown. */
  debug(): void
}
