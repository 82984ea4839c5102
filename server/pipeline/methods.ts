/** What a pipeline is asked about one workspace: what a thread passes on, and a pool to one of its threads. */
import type { Pipeline } from './pipeline.ts'

export type WorkspaceMethod = Exclude<keyof Pipeline, 'ping' | 'metrics' | 'onCommit' | 'close'>

/** Each of them, by the type of the record. */
const methods: Record<WorkspaceMethod, true> = {
  submit: true,
  save: true,
  setStatus: true,
  remove: true,
  exportFile: true,
  importFile: true,
  schedule: true,
  lint: true,
  check: true,
  saveSettings: true,
  changeSettings: true,
  preview: true,
  sweep: true,
  retire: true,
  erase: true,
  liftErasure: true,
  recordAudit: true,
  holdKey: true,
  answerKey: true,
  swapAnswer: true,
  recordRefused: true,
  keepPayloads: true,
  keepPicture: true,
  keepReadiness: true,
  addDestination: true,
  changeDestination: true,
  swapCredentials: true,
  switchDestination: true,
  removeDestination: true,
  turnOutbox: true,
  retryDelivery: true,
  retryFailed: true,
  voteOnAlert: true,
  keepBilling: true,
  settleBilling: true,
  linkCustomer: true,
  keepInquiries: true,
  settleInquiries: true,
  linkRequester: true,
  unlinkRequester: true,
}

/** All of them, each as `make` makes it. */
export function eachMethod(
  make: (method: WorkspaceMethod) => (...args: unknown[]) => Promise<unknown>,
): Pick<Pipeline, WorkspaceMethod> {
  const names = Object.keys(methods) as WorkspaceMethod[]
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Pick<
    Pipeline,
    WorkspaceMethod
  >
}
