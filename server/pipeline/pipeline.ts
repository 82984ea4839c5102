/**
 * The one way in, and the only writer of a workspace's database. What the HTTP side sees of it;
 * `in-process.ts` is it; `thread/` has the same in a worker thread, and several of these.
 */

import type { Actor } from '../../shared/audit/actor.ts'
import type { NewAuditEntry } from '../../shared/audit/entry.ts'
import type { DefinitionBody, DefinitionKind } from '../../shared/definition/definition.ts'
import type { Finding } from '../../shared/definition/lint.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import type { Settings, SettingsPatch } from '../../shared/workspace/settings.ts'
import type { KeptReadiness } from './account/readiness.ts'
import type { BillingArrival } from './billing/keep.ts'
import type { CustomerLink } from './billing/link-customer.ts'
import type { PreviewRequest, PreviewResult } from './decision/preview.ts'
import type {
  ExportRequest,
  ImportRequest,
  ImportResult,
  RemoveRequest,
  RemoveResult,
  SaveRequest,
  SaveResult,
  ScheduleRequest,
  StatusRequest,
} from './definition/requests.ts'
import type { ErasureRequest, Lifted } from './erasure/request.ts'
import type { AnswerSwap, Held, KeyedAnswer, KeyedWrite } from './idempotency.ts'
import type {
  CredentialSwap,
  KeepDestination,
  RemoveDestination,
  SwitchDestination,
} from './outbox/destinations.ts'
import type { OutboxTurn, OutboxTurned } from './outbox/turn.ts'
import type { KeptPayload } from './payloads.ts'
import type { PictureRequest, PictureResult } from './pictures.ts'
import type { AlertVote } from './play/vote.ts'
import type { RefusedItem } from './refused.ts'
import type { ChangedSettings, SettingsChange } from './settings.ts'
import type { KeptInquiry } from './support/keep.ts'
import type { RequesterLink } from './support/requesters.ts'
import type { Done, Work } from './work.ts'

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
