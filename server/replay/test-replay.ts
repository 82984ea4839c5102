/** Replays of what a test's pipeline has written. */
import type { z } from 'zod'
import {
  type ReplayMessage,
  type ReplayReport,
  replayReport,
  replayRequest,
} from '../../shared/replay/replay.ts'
import type { StoreLocation } from '../store/location.ts'
import { openWorkspaceReader } from '../store/open.ts'
import { runReplay } from './run.ts'

export async function replayAll(
  location: StoreLocation,
  workspace: string,
  request: z.input<typeof replayRequest>,
  now: number,
): Promise<ReplayMessage[]> {
  const store = await openWorkspaceReader(location, workspace)
  const job = { request: replayRequest.parse(request), now }
  const messages: ReplayMessage[] = []
  for await (const message of runReplay(store, job)) messages.push(message)
  store.close()
  return messages
}

export function reportIn(messages: readonly ReplayMessage[]): ReplayReport {
  return replayReport.parse(messages.at(-1))
}
