/**
 * The one way in, and the only writer of a workspace's database. What the HTTP side sees of it;
 * `in-process.ts` is it, `threaded.ts` the same in a worker thread, `pool.ts` several of these.
 */

import type { Claim } from '../../shared/account/claim.ts'
import type { Subject } from '../../shared/account/erasure.ts'
import type { Actor } from '../../shared/audit/actor.ts'
import type { NewAuditEntry } from '../../shared/audit/entry.ts'
import type { Decision, Receipt } from '../../shared/decision/decision.ts'
import type { Prompt } from '../../shared/decision/prompt.ts'
import type { Standing } from '../../shared/decision/standing.ts'
import type {
  DefinitionBody,
  DefinitionChange,
  DefinitionKind,
  DefinitionRecord,
} from '../../shared/definition/definition.ts'
import type { Finding } from '../../shared/definition/lint.ts'
import type { FormKind, Nudge } from '../../shared/definition/nudge.ts'
import type { Use } from '../../shared/definition/uses.ts'
import type { DestinationKind } from '../../shared/destination/kind.ts'
import type { DestinationTrouble, Health, ToldTrouble } from '../../shared/destination/trouble.ts'
import type { ConversionKind } from '../../shared/event/conversion.ts'
import type { Consent, Outcome, Properties, Traits } from '../../shared/event/event.ts'
import type { ImportPlan } from '../../shared/file/plan.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import type { EventSource, LiveMessage } from '../../shared/protocol/live.ts'
import type { Settings, SettingsPatch } from '../../shared/workspace/settings.ts'
import type { BillingArrival } from './billing/keep.ts'
import type { CustomerLink } from './billing/link-customer.ts'
import type { AnswerSwap, Held, KeyedAnswer, KeyedWrite } from './idempotency.ts'
import type {
  CredentialSwap,
  KeepDestination,
  RemoveDestination,
  SwitchDestination,
} from './outbox/destinations.ts'
import type { AlertVote } from './play/vote.ts'
import type { ChangedSettings, SettingsChange } from './settings.ts'
import type { KeptInquiry } from './support/keep.ts'
import type { RequesterLink } from './support/requesters.ts'

/** Also by whom, and when, it was asked for. */
export type ErasureRequest = Subject & { by: Actor; at: number }

/** `running`: what was begun has to be finished first. */
export type Lifted = 'lifted' | 'running' | 'not_found'

export type Identity = {
  messageId: string
  /** The message id was made here and cannot be in the log: nobody needs to look. */
  isUnrepeated?: boolean
}

type Common = Identity & {
  account: string
  /** Nobody said the account: it is where the user is known to act by then, and this one where they are not. */
  isAccountAssumed?: boolean
  user: string | null
  /** Epoch ms, skew corrected, never later than `receivedAt`. */
  occurredAt: number
  /** Epoch ms of arrival. It is "now" for everything that this input causes. */
  receivedAt: number
  source: EventSource
}

/** What every adapter translates to. Each becomes one entry of the log. */
export type Input =
  | (Common & { kind: 'event'; name: string; properties: Properties })
  | (Common & {
      kind: 'meter'
      meter: string
      used: number
      limit: number | null
      resetsAt: number | null
    })
  | (Common & { kind: 'account_traits'; traits: Traits })
  | (Common & { kind: 'user_traits'; user: string; traits: Traits })
  | (Common & {
      kind: 'outcome'
      user: string
      decisionId: string
      outcome: Outcome
      action: string | null
    })
  /** `by`: who has it then. `actor`: who said so. */
  | (Common & {
      kind: 'claim'
      by: string
      claim: Claim['kind']
      until: number | null
      actor: Actor
    })
  | (Common & { kind: 'release'; actor: Actor })
  /** Grants a trial or gives it another end; null ends it now. */
  | (Common & { kind: 'trial'; offer: string; endsAt: number | null })
  | (Common & { kind: 'consent'; user: string; consent: Consent })
  | (Common & {
      kind: 'conversion'
      change: ConversionKind
      plan: string | null
      offer: string | null
      /** The id of the decision whose prompt led to it. */
      decision: string | null
      /** Rather the last prompt that was shown, where one can have proposed it. */
      isSought?: boolean
      /** Integer minor units of `currency`. */
      mrrDelta: number | null
      currency: string | null
    })

/** For whom and where a decision is asked. */
export type Visitor = {
  account: string
  user: string
  /** Path of the page; null where it is not known. */
  page: string | null
  locale: string | null
  device: 'desktop' | 'tablet' | 'phone' | null
}

export type Question = {
  visitor: Visitor
  /** Placements to decide now. */
  placements: string[]
  /**
   * Also arm every placement: what was decided for it now, else "if its event came now, which nudge
   * would win?"
   */
  arm: boolean
  /** Prompts that the visitor has before them, by their decisions, to be worded anew. */
  shown?: string[] | undefined
  /** False: answer and explain, but store and claim nothing. */
  store: boolean
  /**
   * The asking is itself the moment, because nothing will tell of another: a ghost is recorded with
   * the answer and does not go out. Absent: a page tells what it draws.
   */
  isMoment?: boolean
  /** Decide as if the events of the placements came now, which is how they are armed. */
  supposes?: boolean
  /** Send the receipts along: they are large, and are read by few who ask. */
  explain?: boolean
}

/** Inputs to commit and, in the same transaction and after them, a question to decide. */
export type Work = {
  at: number
  inputs: Input[]
  /** Conditions to look at again because their time has come. */
  due?: Due[]
  /** Trials whose end has come. */
  ends?: TrialEnd[]
  question?: Question
}

/** A trigger to evaluate for somebody although no event has come, as of a whole minute. */
export type Due = { trigger: string; account: string; user: string | null; at: number }

export type TrialEnd = { account: string; offer: string }

export type ExplainedDecision = Decision & { receipt: Receipt }
/** With its receipt where the question asks to explain. */
export type AnsweredDecision = Decision & { receipt?: Receipt }

export type Done = {
  accepted: number
  repeated: number
  /** Inputs that could not be applied (an outcome of a decision that isn't this user's, a claim of
   * what somebody else holds), by place. */
  refused: { index: number; issues: Issue[]; isErased?: true }[]
  decisions: AnsweredDecision[]
  armed: Prompt[]
  /** Of those that were asked about as shown, the ones that speak of a meter. */
  shown: Decision[]
  /** The last entry of the log that the question knew of. */
  seq: number
  /** Placements at events of live nudges, where a question was asked. */
  placements: string[]
}

export type SaveRequest<K extends DefinitionKind = DefinitionKind> = {
  kind: K
  body: DefinitionBody<K>
  /** The revision that was edited: `conflict` if it is no longer the newest. 0: it must be new. Absent: whatever is there. */
  revision?: number
  publish: boolean
  /** The version that its body is of, where somebody goes back to one. */
  revertedTo?: number
  by: Actor
  at: number
}

export type SaveResult =
  | { kind: 'saved'; record: DefinitionRecord }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'conflict'; record: DefinitionRecord }
  | { kind: 'not_found' }

export type StatusRequest = {
  kind: DefinitionKind
  key: string
  /**
   * `publish`: the draft goes live. `pause` and `resume` switch the published version. `archive` puts
   * it away, `restore` takes it back: paused, or as the draft that it was;
   * an offer and a plan, which cannot rest, hold again.
   */
  change: DefinitionChange
  /** The revision that whoever does it has seen. Absent: whatever is there. */
  revision?: number
  by: Actor
  at: number
}

export type ScheduleRequest = {
  kind: DefinitionKind
  key: string
  /** Epoch ms; null cancels. */
  publishAt: number | null
  /** The revision that whoever does it has seen. Absent: whatever is there. */
  revision?: number
  by: Actor
  at: number
}

export type RemoveRequest = { kind: DefinitionKind; key: string; by: Actor; at: number }

export type RemoveResult =
  | { kind: 'removed'; record: DefinitionRecord }
  /** Something refers to it still. */
  | { kind: 'used'; uses: Use[] }
  /** Of an offer: accounts are on a trial of it. */
  | { kind: 'on_trial' }
  | { kind: 'not_found' }

export type ImportRequest = {
  /** As `brim.json` has it. */
  text: string
  /** What is in it goes live; else it becomes drafts. */
  publish: boolean
  /** What is not in it is deleted. */
  remove: boolean
  /** The state that a plan was made for: `conflict` where it is no longer so. Null: whatever is there. */
  base: string | null
  /** Only say what it would do. */
  dryRun: boolean
  by: Actor
  at: number
}

export type ExportRequest = {
  /** `draft`: the newest of everything. */
  state: 'published' | 'draft'
  /** The address of the file's schema. */
  schema: string
}

export type ImportResult =
  | { kind: 'planned' | 'applied'; plan: ImportPlan }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'conflict'; base: string }

export type PreviewRequest = {
  nudge: Nudge
  /** Values are taken from this account and user; null: from fallbacks and examples. */
  account: string | null
  user: string | null
  locale: string | null
  /** The words of a form or of an arm; without, the nudge's own. */
  form?: FormKind | null
  arm?: string | null
  /** Where they are; null or absent where that is not asked. */
  page?: string | null
  device?: Visitor['device']
  at: number
}

export type PreviewResult =
  | {
      kind: 'prompt'
      prompt: Prompt
      /** Null where nobody is asked about. */
      standing: Standing | null
      /** What variables are for them, by name: those that have a value. */
      values: Record<string, string>
    }
  | { kind: 'invalid'; issues: Issue[] }

export type KeptReadiness = {
  scores: [account: string, score: number][]
  /** How far the scores have come, as whoever makes them writes it; null while they are on their way. */
  reckoned: string | null
}

export type PictureRequest = {
  /** Of what is in it. */
  hash: string
  body: Uint8Array
  width: number
  height: number
  by: Actor
  at: number
}

/** `full`: with it, the workspace would keep more than it may. */
export type PictureResult = 'kept' | 'full'

/**
 * The work did not start or was rolled back whole, or a database server went away before it said
 * which: the caller may send it again, and what had landed is known by its message ids.
 */
export class PipelineUnavailable extends Error {
  override name = 'PipelineUnavailable'
}

export type Pipeline = {
  /** Resolves after the commit. Rejects with `PipelineUnavailable` where it is not known to be written. */
  submit(workspace: string, work: Work): Promise<Done>
  save(workspace: string, request: SaveRequest): Promise<SaveResult>
  setStatus(workspace: string, request: StatusRequest): Promise<SaveResult>
  /** Takes it away for good, where nothing refers to it. */
  remove(workspace: string, request: RemoveRequest): Promise<RemoveResult>
  /** The definitions as a file; the same ones are the same text. */
  exportFile(workspace: string, request: ExportRequest): Promise<string>
  /** Takes a file of definitions, all of it or nothing. */
  importFile(workspace: string, request: ImportRequest): Promise<ImportResult>
  /** Has the draft, as it is now, published at a time; or cancels that. */
  schedule(workspace: string, request: ScheduleRequest): Promise<SaveResult>
  /** What is to be said of a draft before it goes live, from the draft and what is published. */
  lint(
    workspace: string,
    draft: { kind: DefinitionKind; body: DefinitionBody },
    at: number,
  ): Promise<Finding[]>
  /** What saving it as a draft would refuse; nothing is written. */
  check(workspace: string, kind: DefinitionKind, body: DefinitionBody): Promise<Issue[]>
  /** Changes the fields that are given; answers all of them as they are now. `by` absent: Brim itself. */
  saveSettings(workspace: string, patch: SettingsPatch, by?: Actor): Promise<Settings>
  /** The same for somebody who edited them: never over what somebody else has changed meanwhile. */
  changeSettings(workspace: string, change: SettingsChange): Promise<ChangedSettings>
  /** The prompt that a nudge would carry, without any gate; and what the gates would say. */
  preview(workspace: string, request: PreviewRequest): Promise<PreviewResult>
  /**
   * Publishes what waited for its time, and looks again at conditions whose time has come: a bounded
   * number, oldest first. Answers how many
   * it looked at; 0 when none was due.
   */
  sweep(workspace: string, at: number): Promise<number>
  /**
   * Removes what no answer needs any more, piece by piece between the groups of what comes in, until
   * all has been looked at. Answers how many rows it removed.
   */
  retire(workspace: string, at: number): Promise<number>
  /**
   * Takes out all that identifies them, in the background; from its answer on nothing is taken in of
   * them. Who is not known is erased all the same.
   */
  erase(workspace: string, request: ErasureRequest): Promise<void>
  /** Lets somebody in again who was erased, as somebody new. */
  liftErasure(workspace: string, request: ErasureRequest): Promise<Lifted>
  /** Tells of what changes nothing, and is to be known all the same: that data went out. */
  recordAudit(workspace: string, entry: NewAuditEntry): Promise<void>
  /** Whether a write with an `Idempotency-Key` is the first with it; if so it is the caller's to do. */
  holdKey(workspace: string, write: KeyedWrite): Promise<Held>
  answerKey(
    workspace: string,
    held: Pick<KeyedWrite, 'key' | 'holder'>,
    answer: KeyedAnswer | null,
  ): Promise<void>
  /** A sealed answer, sealed anew. False where it was another than the caller thought. */
  swapAnswer(workspace: string, swap: AnswerSwap): Promise<boolean>
  /** Keeps a list of items that were refused at the door, for the console. */
  recordRefused(workspace: string, refused: RefusedItem[]): Promise<void>
  /** Keeps what sources sent last, for the console: the newest of each. */
  keepPayloads(workspace: string, kept: { payloads: KeptPayload[]; at: number }): Promise<void>
  /** Keeps what accounts score, for the order of lists. */
  keepReadiness(workspace: string, kept: KeptReadiness): Promise<void>
  /** Keeps a picture for prompts. One that nothing shows goes with `retire`. */
  keepPicture(workspace: string, request: PictureRequest): Promise<PictureResult>
  addDestination(workspace: string, one: KeepDestination): Promise<'added' | 'full' | 'taken'>
  /** False where there is none of this id and kind. */
  changeDestination(workspace: string, one: KeepDestination): Promise<boolean>
  /** False where they were others than the caller thought. */
  swapCredentials(workspace: string, swap: CredentialSwap): Promise<boolean>
  switchDestination(workspace: string, one: SwitchDestination): Promise<boolean>
  removeDestination(workspace: string, one: RemoveDestination): Promise<boolean>
  /** Notes what became of attempts, then leases to the caller for a minute what is due: a bounded number. */
  turnOutbox(workspace: string, turn: OutboxTurn): Promise<OutboxTurned>
  /** Has it sent again from its first attempt on. False where there is no such delivery. */
  retryDelivery(workspace: string, id: string, doing: { by: Actor; at: number }): Promise<boolean>
  /** The same of all that have failed for good. How many; null where there is no such destination. */
  retryFailed(
    workspace: string,
    destination: string,
    doing: { by: Actor; at: number },
  ): Promise<number | null>
  /** Says whether an alert was worth it; said again, it is what was said last. False where there is none. */
  voteOnAlert(workspace: string, vote: AlertVote): Promise<boolean>
  /** Keeps what billing has sent: once it answers, nothing of it is lost. */
  keepBilling(workspace: string, arrival: BillingArrival): Promise<'new' | 'repeated'>
  /** Brings what it has kept into the log. Answers how many events that were; the sweep does it too. */
  settleBilling(workspace: string, at: number): Promise<number>
  /** Says whose customer somebody is who waits for it. */
  linkCustomer(workspace: string, link: CustomerLink): Promise<'linked' | 'not_found' | 'erased'>
  /** Keeps what was asked of a help desk by somebody nobody knows. A repeated one is there already. */
  keepInquiries(workspace: string, inquiries: KeptInquiry[]): Promise<void>
  /** Brings what waited for what is known now into the log. How many; the sweep does it too. */
  settleInquiries(workspace: string, at: number): Promise<number>
  /** Says whose customer it is who asks a help desk, whether anything waits for it or not. */
  linkRequester(workspace: string, link: RequesterLink): Promise<void>
  /** Forgets it again, for what comes from then on. False where nobody has said it. */
  unlinkRequester(workspace: string, link: Omit<RequesterLink, 'account'>): Promise<boolean>
  /** Resolves when each of its threads has got to it: that they are alive. */
  ping(): Promise<void>
  /** What it counts of itself, in the text format of Prometheus. */
  metrics(): Promise<string>
  /** Calls back after each commit with what it wrote. */
  onCommit(listener: (workspace: string, messages: LiveMessage[]) => void): () => void
  /** Finishes what was submitted, then closes the databases. */
  close(): Promise<void>
}

/** What is to be sent now. */
export type DueDelivery = {
  id: string
  /** The id of where it goes. */
  destination: string
  /** Until when the caller has it: what tells one lease from the next. */
  lease: number
  /** The JSON text, the same over all attempts. */
  body: string
  /** This one included. */
  attempts: number
  /** Whose it is, of tasks that plays set off: the address of the account’s rep. */
  rep: string | null
}

export type DueDestination = {
  id: string
  kind: DestinationKind
  settings: unknown
  /** Sealed. */
  credentials: string | null
  /** When it was set up so: what comes of a set-up of before says nothing of it. */
  setUp: number
  /** How many the caller may have under way there at once, of what it holds. */
  atOnce: number
}

/** With each destination that something goes to, of what the caller holds too. */
export type LeasedDeliveries = { deliveries: DueDelivery[]; destinations: DueDestination[] }

/** `leases`: false for whoever stops, and will send nothing more. `tells`: true for whoever can tell owners. */
export type OutboxTurn = {
  at: number
  settlements: Settlement[]
  /** Leased before, and not begun. */
  returned?: Pick<DueDelivery, 'id' | 'lease'>[]
  leases: boolean
  /**
   * Ids of what was leased before and is neither settled nor returned. Whoever tells them is given more
   * than may be under way at once, and keeps to `atOnce`.
   */
  held?: string[]
  told?: ToldTrouble[]
  tells?: boolean
}
/** `nextAt`: when more is to do that is not under way; null where nothing waits. */
export type OutboxTurned = LeasedDeliveries & {
  nextAt: number | null
  /** What the caller is to tell owners, within a minute. */
  troubles: DestinationTrouble[]
}

/** What became of an attempt. */
export type Settlement = {
  id: string
  destination: string
  /** As it was leased, and sent to. */
  lease: number
  setUp: number
  /** When it was over. */
  at: number
  tookMs: number
  /** Null where there was no answer. */
  status: number | null
  /** The first KB of it. */
  answer: string | null
  error: string | null
  /** What is to be known of it though it was taken: whose it became there. */
  note: string | null
  /** What it says of the destination, and not of this one message: what opens its circuit. */
  health: Health
  /** Until when the destination wants nothing at all; null where it has not said. */
  heldUntil: number | null
  outcome:
    | { kind: 'delivered' }
    | { kind: 'retry'; at: number }
    /** For good. */
    | { kind: 'failed' }
    /** The destination wants no more, of this or of anything. */
    | { kind: 'gone' }
}

export type KeptPayload = {
  source: string
  /** Epoch ms of arrival. */
  at: number
  /** As it came, cut where it is long. */
  text: string
  /** As it was read; null where it cannot be, or is too large to be kept whole. */
  message: Readonly<Record<string, unknown>> | null
  issues: Issue[]
  /** Whom it was of, as far as that could be told. */
  account: string | null
  user: string | null
}

export type RefusedItem = {
  at: number
  source: EventSource
  messageId: string | null
  issues: Issue[]
  /** The item as sent, cut to 2 KB. */
  item: string
}
