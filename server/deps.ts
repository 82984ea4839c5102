/** What the routes work with. Made once in `start/compose.ts`, and once a test in `test-app.ts`. */
import type { Send } from './deliver/send.ts'
import type { Targets } from './deliver/target.ts'
import type { Votes } from './deliver/votes.ts'
import type { Auth } from './http/console/auth/auth.ts'
import type { Throttle } from './http/console/auth/throttle.ts'
import type { Live } from './http/console/live.ts'
import type { Queue } from './http/console/queue.ts'
import type { RecentPayloads } from './http/inbound/recent.ts'
import type { KeyRing } from './http/key/key-ring.ts'
import type { PageOrigins } from './http/key/page-origins.ts'
import type { Checks } from './http/ops/checks.ts'
import type { StaticFiles } from './http/page/static-files.ts'
import type { IdentityRing } from './identity/identity-ring.ts'
import type { Tickets } from './live/ticket.ts'
import type { Visitors } from './live/visitors.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Guard } from './overload/guard.ts'
import type { Pipeline } from './pipeline/pipeline.ts'
import type { Post } from './post/post.ts'
import type { AskReadiness } from './readiness/readiness.ts'
import type { Replayer } from './replay/replayer.ts'
import type { AskResults } from './results/reader.ts'
import type { Sealer } from './seal.ts'
import type { SecondFactors } from './second-factor/second-factors.ts'
import type { Store } from './store/open.ts'
import type { RankedQuery, Ranking } from './store/workspace/queries/ranked-accounts.ts'
import type { Ask } from './thread/protocol.ts'

export type Deps = {
  /** The public origin, where the operator has told it; otherwise what a request says it is. */
  url: string | null
  isDemo: boolean
  /** The workspace whose decisions are explained to anybody: the demo's, whose people are made up. */
  openToDebug: string | null
  control: Store
  /** A read connection to the database of a workspace, opened and migrated. */
  openWorkspace(id: string): Promise<Store>
  /** The same, opened with its first statement. */
  lendWorkspace(id: string): Store
  pipeline: Pipeline
  replayer: Replayer
  results: AskResults
  readiness: AskReadiness
  /** `busy` where too many wait already. */
  rank: Ask<RankedQuery, Ranking | 'busy'>
  keys: KeyRing
  /** What tools sent lately, for whoever sets them up. */
  recent: RecentPayloads
  /** Where pages come from, and from where they were refused. */
  pageOrigins: PageOrigins
  /** Who is on a page, by the word of the customer's backend. */
  identity: IdentityRing
  /** Seals what has to be read again and must not lie about. */
  sealer: Sealer
  auth: Auth
  /** Counts wrong passwords. */
  signInThrottle: Throttle
  secondFactors: SecondFactors
  /** Counts wrong codes of second factors, by person. */
  codeThrottle: Throttle
  /** Count links for new passwords: by who asks, and by whose it is said to be. */
  resetThrottles: { byAddress: Throttle; byEmail: Throttle }
  /** Counts invitations by mail, by who sends them: to whoever they like, in Brim's name. */
  inviteThrottle: Throttle
  /** Null: nothing is mailed. Where it is set, `url` is too, which links in mails lead to. */
  post: Post | null
  /**
   * Where passwords wait to be checked, by the address they come from. It is slow on purpose, and takes a
   * thread of those that also unpack what is ingested.
   */
  passwords: Queue
  /** Where pictures wait to be drawn anew, by workspace: one at a time, so that they take one core at most. */
  pictures: Queue
  live: Live
  /** Let pages listen, and who listens. */
  tickets: Tickets
  visitors: Visitors
  /** What is counted and bounded, so that nobody takes more than their part. */
  guard: Guard
  /** Opens destinations for whoever sends, and seals what opens them. */
  targets: Targets
  /** Signs the links by which it is said whether an alert was worth it. */
  votes: Votes
  /** Sends past the outbox: a sample. */
  send: Send
  /** Has what is due in the outbox of a workspace sent now, not only with the next look at all. */
  deliver(workspace: string): void
  /** Has the accounts of a workspace scored anew soon: what they are scored by is another. */
  reckon(workspace: string): void
  files: { widget: StaticFiles; console: StaticFiles; demo: StaticFiles }
  log: Logger
  /** The figures of this thread; the pipeline's are asked of it. */
  metrics: Metrics
  checks: Checks
  /** Lets in whoever asks for figures from another machine; null: nobody. */
  operatorToken: string | null
  /** Epoch ms. */
  now(): number
  newId(prefix: string): string
}
