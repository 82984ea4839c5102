/**
 * The door of the pipeline for everything that comes by HTTP. What waits behind it is bounded, shared
 * between workspaces, and answered in time; what doesn't fit is refused at once, not late. The
 * server's own work (sweeps, deliveries) is bounded by itself and goes past this door.
 */
import { limits as wire } from '../../shared/protocol/api.ts'
import { type Pipeline, PipelineUnavailable } from '../pipeline/pipeline.ts'
import { PipelineLate } from './late.ts'
import { createShares } from './shares.ts'

export type AdmissionLimits = {
  /** Inputs that may be on their way in all, those being written included. */
  mostInputs: number
  /** After so long a caller is told that there is no answer. */
  withinMs: number
  /** Calls once, later; answers what calls it off. */
  after(ms: number, run: () => void): () => void
}

export type Admission = {
  /** The same pipeline behind the door. */
  admit(pipeline: Pipeline): Pipeline
  /**
   * Whether a body of so many bytes is worth reading. An estimate, made before anything is spent on
   * it: who floods must be refused for less than it costs to send.
   */
  isOpenTo(workspace: string, bytes: number): boolean
}

/** What an input takes on the wire, about; of large ones there are fewer. */
const inputBytes = 200
const { batchItems } = wire

/** Anything but ingest is a transaction of its own: it costs what so many inputs do. */
const jobWeight = 50

export function createAdmission(limits: AdmissionLimits): Admission {
  const shares = createShares(limits.mostInputs)
  /** By workspace: what its callers have given up waiting for, and is not over. */
  const silent = new Map<string, number>()

  const hush = (workspace: string, change: number) => {
    const left = (silent.get(workspace) ?? 0) + change
    if (left > 0) silent.set(workspace, left)
    else silent.delete(workspace)
  }

  /** What is late holds its room until it is really over, so that nothing piles up behind it. */
  const pass = <T>(workspace: string, weight: number, run: () => Promise<T>): Promise<T> => {
    if (silent.has(workspace)) {
      return Promise.reject(new PipelineUnavailable('The database does not answer'))
    }
    if (!shares.take(workspace, weight)) {
      return Promise.reject(new PipelineUnavailable('Too much is waiting'))
    }
    return new Promise<T>((resolve, reject) => {
      let isLate = false
      const callOff = limits.after(limits.withinMs, () => {
        isLate = true
        hush(workspace, 1)
        reject(new PipelineLate())
      })
      const over = () => {
        callOff()
        shares.give(workspace, weight)
        if (isLate) hush(workspace, -1)
      }
      run().then(
        (value) => {
          over()
          resolve(value)
        },
        (error: unknown) => {
          over()
          reject(error)
        },
      )
    })
  }

  return {
    admit: (pipeline) => doorOf(pipeline, pass),
    isOpenTo: (workspace, bytes) =>
      !silent.has(workspace) &&
      shares.fits(workspace, 1 + Math.min(Math.floor(bytes / inputBytes), batchItems)),
  }
}

type Pass = <T>(workspace: string, weight: number, run: () => Promise<T>) => Promise<T>

function doorOf(pipeline: Pipeline, pass: Pass): Pipeline {
  const job =
    <A extends unknown[], T>(run: (workspace: string, ...args: A) => Promise<T>) =>
    (workspace: string, ...args: A) =>
      pass(workspace, jobWeight, () => run(workspace, ...args))
  const { sweep, retire, turnOutbox, onCommit, ping, metrics, close } = pipeline
  return {
    submit: (workspace, work) =>
      pass(workspace, work.inputs.length + 1, () => pipeline.submit(workspace, work)),
    save: job(pipeline.save),
    setStatus: job(pipeline.setStatus),
    remove: job(pipeline.remove),
    exportFile: job(pipeline.exportFile),
    importFile: job(pipeline.importFile),
    schedule: job(pipeline.schedule),
    lint: job(pipeline.lint),
    check: job(pipeline.check),
    saveSettings: job(pipeline.saveSettings),
    changeSettings: job(pipeline.changeSettings),
    preview: job(pipeline.preview),
    // A help for people, and no reason to tell anybody that it had no room.
    recordRefused: (workspace, refused) =>
      job(pipeline.recordRefused)(workspace, refused).catch((error: unknown) => {
        if (!(error instanceof PipelineUnavailable)) throw error
      }),
    keepPayloads: job(pipeline.keepPayloads),
    keepPicture: job(pipeline.keepPicture),
    keepReadiness: pipeline.keepReadiness,
    addDestination: job(pipeline.addDestination),
    changeDestination: job(pipeline.changeDestination),
    swapCredentials: job(pipeline.swapCredentials),
    switchDestination: job(pipeline.switchDestination),
    removeDestination: job(pipeline.removeDestination),
    retryDelivery: job(pipeline.retryDelivery),
    retryFailed: job(pipeline.retryFailed),
    voteOnAlert: job(pipeline.voteOnAlert),
    keepBilling: job(pipeline.keepBilling),
    settleBilling: job(pipeline.settleBilling),
    linkCustomer: job(pipeline.linkCustomer),
    keepInquiries: job(pipeline.keepInquiries),
    settleInquiries: job(pipeline.settleInquiries),
    linkRequester: job(pipeline.linkRequester),
    unlinkRequester: job(pipeline.unlinkRequester),
    erase: job(pipeline.erase),
    liftErasure: job(pipeline.liftErasure),
    recordAudit: job(pipeline.recordAudit),
    holdKey: job(pipeline.holdKey),
    answerKey: job(pipeline.answerKey),
    swapAnswer: job(pipeline.swapAnswer),
    sweep,
    retire,
    turnOutbox,
    onCommit,
    ping,
    metrics,
    close,
  }
}

/** The real timer. It keeps no process alive. */
export function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}
