/** What a condition may ask. Implementations answer from live rows, history or a supposed event. */
import type { FactValue } from '../../shared/event.ts'
import type { Counter } from './counter.ts'
import type { Window } from './window.ts'

export type Reading = { used: number; limit: number | null; resetsAt: number | null; at: number }

export type Facts = {
  /** A counter's value in a trailing window; 0 where nothing was counted. */
  counted(counter: Counter, window: Window): number
  /** The newest reading; `undefined` where there is none. */
  meter(name: string): Reading | undefined
  /** `undefined` where the trait, or the user, is not known. */
  trait(of: 'account' | 'user', name: string): FactValue | undefined
  /** What only a visit knows; `undefined` outside one. */
  visit(of: 'page.path' | 'device.type' | 'locale'): FactValue | undefined
}
