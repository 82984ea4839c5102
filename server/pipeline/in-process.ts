/** The pipeline in this thread: the worker's heart, and what tests use. */
import { Registry } from 'prom-client'
import { brim } from '../../shared/audit/actor.ts'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import type { Connection, Runner, Transaction } from '../store/connection.ts'
import { createOpenSet } from '../store/open-set.ts'
import { keepReadiness } from './account/readiness.ts'
import { recordAudit } from './audit/record.ts'
import { keepBilling } from './billing/keep.ts'
import { linkCustomer } from './billing/link-customer.ts'
import { createSettling } from './billing/settle.ts'
import { preview } from './decision/preview.ts'
import { check, save } from './definition/authoring.ts'
import { exportFile } from './definition/export-file.ts'
import { checkFile, importFile, Undone } from './definition/import-file.ts'
import { lintDraft } from './definition/lint.ts'
import { carryOut, hasDue, schedule } from './definition/publications.ts'
import { remove } from './definition/removal.ts'
import { setStatus } from './definition/status.ts'
import { erasePiece, finishPass, hasErasures, pieceRows } from './erasure/erase.ts'
import { liftErasure, requestErasure } from './erasure/request.ts'
import { backfill, pageEntries } from './group/backfill.ts'
import { answerKey, holdKey, swapAnswer } from './idempotency.ts'
import {
  addDestination,
  changeDestination,
  removeDestination,
  swapCredentials,
  switchDestination,
} from './outbox/destinations.ts'
import { countOutbox, readOutbox } from './outbox/due.ts'
import { leaseDeliveries, takeBack } from './outbox/lease.ts'
import { retryDelivery, retryFailed } from './outbox/retry.ts'
import { settleDeliveries } from './outbox/settle.ts'
import { leaseTroubles, noteTold, readUntold } from './outbox/trouble.ts'
import type { OutboxTurn, OutboxTurned } from './outbox/turn.ts'
import { keepPayloads } from './payloads.ts'
import { keepPicture, sweepPictures } from './pictures.ts'
import type { Pipeline } from './pipeline.ts'
import { placeAlerts, readAlertDue } from './play/place-alerts.ts'
import { voteOnAlert } from './play/vote.ts'
import { recordRefused } from './refused.ts'
import { changeSettings, saveSettings } from './settings.ts'
import { keepInquiries } from './support/keep.ts'
import { linkRequester, unlinkRequester } from './support/requesters.ts'
import { settleInquiries } from './support/settle.ts'
import { type After, afterTimeout, type Background, createBackground } from './sweep/background.ts'
import { readDueNext } from './sweep/due-next.ts'
import { retire } from './sweep/retention.ts'
import { sweepTrials } from './sweep/sweep-trials.ts'
import { figuresOf } from './thread/figures.ts'
import type { PipelineThread } from './thread/pool.ts'
import { createPipelineStats } from './thread/stats.ts'
import { createWriter, type Writer } from './writer.ts'

export type PipelineOptions = {
  /** Opens the database of a workspace: when it is needed and has not been, or not for a while. */
  open(workspace: string): Promise<Connection>
  newId(prefix: string): string
  now(): number
  /** Where it counts what it does; without one, in a registry of its own. */
  registry?: Registry
  /** Entries of the log that are counted for new triggers between two groups. */
  backfillEntries?: number
  /** Rows that one piece of an erasure looks at. */
  erasureRows?: number
  /** Without: the real timer. */
  after?: After
  /** Databases that stay open. */
  mostOpen?: number
  /** Nobody else writes to them: what comes due in a closed one is known. */
  isAlone?: boolean
}

type Opened = {
  workspace: string
  connection: Connection
  writer: Writer
  /** Counts what is new from the log. */
  filling: Background
  /** Erases who waits for it. */
  erasing: Background
  /** Brings what billing has said into the log. */
  settle(at: number): Promise<number>
}

const mostOpenHere = 500
const nothingDue: OutboxTurned = {
  deliveries: [],
  destinations: [],
  nextAt: null,
  troubles: [],
}
/** Carried out in one look. */
const mostPublications = 50

export function createPipeline(options: PipelineOptions): Pipeline & PipelineThread {
  const { open, newId, now, backfillEntries = pageEntries, erasureRows = pieceRows } = options
  const { registry = new Registry(), after = afterTimeout } = options
  const { mostOpen = mostOpenHere, isAlone = false } = options
  const stats = createPipelineStats(registry, now)
  const listeners = new Set<(workspace: string, messages: LiveMessage[]) => void>()
  /** When something comes due by itself in those that are closed; before all time in the others. */
  const dueNext = new Map<string, number>()
  let isClosing = false

  const openOne = async (workspace: string): Promise<Opened> => {
    const connection = await open(workspace)
    const writer = createWriter({
      connection,
      newId,
      stats,
      onCommit: (messages) => {
        for (const listener of listeners) listener(workspace, messages)
      },
    })
    // Open for as long as it runs. What breaks off and is closed meanwhile goes on with the next sweep.
    const inBackground = (run: (writer: Writer) => Promise<void>) =>
      createBackground(() => workspaces.look(workspace, (opened) => run(opened.writer)), after)
    const filling = inBackground(fill)
    const erasing = inBackground(clear)
    // What a stop has interrupted goes on.
    if (!dueNext.has(workspace)) {
      filling.start()
      erasing.start()
    }
    dueNext.set(workspace, Number.NEGATIVE_INFINITY)
    const settle = createSettling(writer)
    return { workspace, connection, writer, filling, erasing, settle }
  }

  const closeOne = async ({ workspace, connection, writer, filling, erasing }: Opened) => {
    await filling.stop()
    await erasing.stop()
    await writer.close()
    if (isAlone && !isClosing) {
      const due = await readDueNext(connection).catch(() => Number.NEGATIVE_INFINITY)
      dueNext.set(workspace, due)
    }
    connection.close()
  }

  const workspaces = createOpenSet<Opened>({ open: openOne, close: closeOne, most: mostOpen, now })

  /** Looks whether something is to be done, where it is not known that nothing is. */
  const look = async <T>(
    workspace: string,
    at: number,
    run: (opened: Opened) => Promise<T>,
  ): Promise<T | undefined> =>
    (dueNext.get(workspace) ?? at) > at ? undefined : workspaces.look(workspace, run)

  const fill = async (writer: Writer): Promise<void> => {
    const page = (transaction: Transaction) => backfill(transaction, now(), backfillEntries)
    while (!isClosing && (await writer.between(page)));
  }

  const clear = async (writer: Writer): Promise<void> => {
    while (!isClosing && (await writer.read(hasErasures))) {
      const piece = await writer.between((transaction) => erasePiece(transaction, erasureRows))
      if (piece !== 'swept') continue
      if (!(await writer.read((connection) => connection.emptyLog()))) {
        throw new Error('Somebody reads from the log')
      }
      await writer.between((transaction) => finishPass(transaction, now()))
    }
  }

  /** With alerts whose time has come, which go into it. */
  const lookAtOutbox = async (runner: Runner, at: number) => {
    const [outbox, alertDue] = [await readOutbox(runner, at), await readAlertDue(runner)]
    const dues = [outbox.nextAt, alertDue].filter((one) => one !== null)
    return {
      hasDue: outbox.hasDue || (alertDue !== null && alertDue <= at),
      nextAt: dues.length > 0 ? Math.min(...dues) : null,
    }
  }

  /** Settling and leasing share a transaction: a delivery costs one commit, however short its way. */
  const turnOutbox = async (
    { workspace, writer }: Opened,
    { at, settlements, returned = [], leases, held, told = [], tells = false }: OutboxTurn,
  ): Promise<OutboxTurned> => {
    // Counting takes the longer the more there is: a look at it does, not each turn of a long drain.
    const count = async () =>
      stats.saw(workspace, await writer.read((connection) => countOutbox(connection, at)))
    const isUntold = () => writer.read((connection) => readUntold(connection, at))
    // Who holds something is told how much of it may be under way, also where nothing is due.
    const holdsNone = !held?.length
    if (holdsNone && settlements.length + returned.length + told.length === 0) {
      await count()
      const { hasDue, nextAt } = await writer.read((connection) => lookAtOutbox(connection, at))
      if (!hasDue && !(tells && (await isUntold()).length > 0)) return { ...nothingDue, nextAt }
    }
    const turned = await writer.between(async (transaction) => {
      await settleDeliveries(transaction, settlements)
      await takeBack(transaction, returned)
      await noteTold(transaction, told)
      if (leases) await placeAlerts(transaction, { at, newId })
      const leased = leases ? await leaseDeliveries(transaction, { at, held }) : nothingDue
      const troubles = tells ? await leaseTroubles(transaction, at) : []
      return { ...leased, troubles, nextAt: (await lookAtOutbox(transaction, at)).nextAt }
    })
    for (const { outcome } of settlements) stats.settled(outcome.kind)
    if (turned.deliveries.length === 0 && holdsNone) await count()
    return turned
  }

  /** Each in a transaction of its own: one that cannot go live keeps no other waiting. */
  const publishDue = async (opened: Opened, at: number): Promise<number> => {
    const { writer, filling } = opened
    if (!(await writer.read((connection) => hasDue(connection, at)))) return 0
    const next = () =>
      writer.exclusively((transaction) => carryOut(transaction, at, backfillEntries))
    let published = 0
    while (published < mostPublications && (await next())) published++
    filling.start()
    return published
  }

  /** Changes what is live. */
  const release = <T>(
    workspace: string,
    run: (transaction: Transaction) => Promise<T>,
  ): Promise<T> =>
    workspaces.use(workspace, async (opened) => {
      const result = await opened.writer.exclusively(run)
      opened.filling.start()
      return result
    })

  const between = <T>(
    workspace: string,
    run: (transaction: Transaction) => Promise<T>,
  ): Promise<T> => workspaces.use(workspace, ({ writer }) => writer.between(run))

  return {
    submit: (workspace, work) => workspaces.use(workspace, ({ writer }) => writer.submit(work)),
    save: (workspace, request) =>
      release(workspace, (transaction) => save(transaction, request, backfillEntries)),
    setStatus: (workspace, request) =>
      release(workspace, (transaction) => setStatus(transaction, request, backfillEntries)),
    remove: (workspace, request) =>
      release(workspace, (transaction) => remove(transaction, request, backfillEntries)),
    exportFile: (workspace, request) =>
      workspaces.use(workspace, ({ writer }) =>
        writer.read((connection) => exportFile(connection, request)),
      ),
    importFile: async (workspace, request) => {
      const file = checkFile(request.text)
      if (file.kind === 'invalid') return file
      return release(workspace, (transaction) =>
        importFile(transaction, file, request, backfillEntries),
      ).catch((error: unknown) => {
        if (error instanceof Undone) return error.result
        throw error
      })
    },
    schedule: (workspace, request) =>
      between(workspace, (transaction) => schedule(transaction, request)),
    lint: (workspace, draft, at) =>
      workspaces.use(workspace, ({ writer }) =>
        writer.read((connection, definitions) => lintDraft(connection, definitions, draft, at)),
      ),
    check: (workspace, kind, body) =>
      workspaces.use(workspace, ({ writer }) =>
        writer.read((connection) => check(connection, kind, body)),
      ),
    saveSettings: (workspace, patch, by = brim) =>
      workspaces.use(workspace, ({ writer }) =>
        writer.exclusively((transaction) => saveSettings(transaction, patch, { by, at: now() })),
      ),
    changeSettings: (workspace, change) =>
      workspaces.use(workspace, ({ writer }) =>
        writer.exclusively((transaction) => changeSettings(transaction, change, now())),
      ),
    preview: (workspace, request) =>
      workspaces.use(workspace, ({ writer }) =>
        writer.read((connection, definitions) => preview(connection, definitions, request)),
      ),
    sweep: async (workspace, at) => {
      const looked = await look(workspace, at, async (opened) => {
        opened.filling.start()
        opened.erasing.start()
        const published = await publishDue(opened, at)
        const ended = await sweepTrials(opened.writer, at)
        const settled = (await opened.settle(at)) + (await settleInquiries(opened.writer, at))
        return published + ended + settled + (await opened.writer.sweep(at))
      })
      return looked ?? 0
    },
    retire: (workspace, at) =>
      workspaces.look(workspace, async ({ writer }) => {
        let removed = 0
        while (!isClosing) {
          const piece = await writer.between((transaction) => retire(transaction, at))
          removed += piece.removed
          if (piece.isLast) break
        }
        if (isClosing) return removed
        return removed + (await writer.between((transaction) => sweepPictures(transaction, at)))
      }),
    erase: (workspace, request) =>
      workspaces.use(workspace, async (opened) => {
        await opened.writer.exclusively((transaction) => requestErasure(transaction, request))
        opened.erasing.start()
      }),
    liftErasure: (workspace, request) =>
      between(workspace, (transaction) => liftErasure(transaction, request)),
    recordAudit: (workspace, entry) =>
      between(workspace, (transaction) => recordAudit(transaction, entry)),
    holdKey: (workspace, write) => between(workspace, (transaction) => holdKey(transaction, write)),
    answerKey: (workspace, held, answer) =>
      between(workspace, (transaction) => answerKey(transaction, held, answer)),
    swapAnswer: (workspace, swap) =>
      between(workspace, (transaction) => swapAnswer(transaction, swap)),
    recordRefused: (workspace, refused) =>
      between(workspace, (transaction) => recordRefused(transaction, refused)),
    keepPayloads: (workspace, kept) =>
      between(workspace, (transaction) => keepPayloads(transaction, kept)),
    keepPicture: (workspace, request) =>
      between(workspace, (transaction) => keepPicture(transaction, request)),
    keepReadiness: (workspace, kept) =>
      between(workspace, (transaction) => keepReadiness(transaction, kept)),
    addDestination: (workspace, one) =>
      between(workspace, (transaction) => addDestination(transaction, one)),
    changeDestination: (workspace, one) =>
      between(workspace, (transaction) => changeDestination(transaction, one)),
    swapCredentials: (workspace, swap) =>
      between(workspace, (transaction) => swapCredentials(transaction, swap)),
    switchDestination: (workspace, one) =>
      between(workspace, (transaction) => switchDestination(transaction, one)),
    removeDestination: (workspace, one) =>
      between(workspace, (transaction) => removeDestination(transaction, one)),
    turnOutbox: async (workspace, turn) => {
      const run = (opened: Opened) => turnOutbox(opened, turn)
      const brings = [turn.settlements, turn.returned, turn.told].some((one) => one?.length)
      if (brings) return workspaces.use(workspace, run)
      return (await look(workspace, turn.at, run)) ?? nothingDue
    },
    retryDelivery: (workspace, id, doing) =>
      between(workspace, (transaction) => retryDelivery(transaction, id, doing)),
    retryFailed: (workspace, destination, doing) =>
      between(workspace, (transaction) => retryFailed(transaction, destination, doing)),
    voteOnAlert: (workspace, vote) =>
      between(workspace, (transaction) => voteOnAlert(transaction, vote)),
    keepBilling: (workspace, arrival) =>
      between(workspace, (transaction) => keepBilling(transaction, arrival)),
    settleBilling: (workspace, at) => workspaces.use(workspace, ({ settle }) => settle(at)),
    linkCustomer: (workspace, link) =>
      between(workspace, (transaction) => linkCustomer(transaction, link)),
    keepInquiries: (workspace, inquiries) =>
      between(workspace, (transaction) => keepInquiries(transaction, inquiries)),
    settleInquiries: (workspace, at) =>
      workspaces.use(workspace, ({ writer }) => settleInquiries(writer, at)),
    linkRequester: (workspace, link) =>
      between(workspace, (transaction) => linkRequester(transaction, link)),
    unlinkRequester: (workspace, link) =>
      between(workspace, (transaction) => unlinkRequester(transaction, link)),
    ping: async () => {},
    metrics: () => registry.metrics(),
    figures: () => figuresOf(registry),
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      isClosing = true
      return workspaces.close()
    },
  }
}
