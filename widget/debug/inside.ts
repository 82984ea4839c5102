/** What the core shows of itself, read anew for each look. */

import type { Prompt } from '../../shared/decision/prompt.ts'
import type { OpenRequest } from '../../shared/protocol/api.ts'
import type { Who } from '../core/identity.ts'
import type { Entry } from '../core/queue.ts'
import type { Problem } from '../core/session.ts'

export type Inside = [
  /** Page, locale and device, as requests tell them. */
  head: Omit<OpenRequest, 'user' | 'account'>,
  who: Who | undefined,
  /** Consent was given, and the browser doesn't forbid it. */
  isAllowed: boolean,
  entries: Entry[],
  armed: Prompt[],
  /** How long the server is left alone. */
  waitMs: number,
  /** The last one. */
  problem: Problem | undefined,
]
