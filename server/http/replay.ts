/** A replay as lines of JSON, for the API and the console alike. What can be refused is refused first. */
import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { dryRunRequest } from '../../shared/play/dry-run.ts'
import { replayRequest } from '../../shared/replay/replay.ts'
import { issuesOfReplay } from '../replay/check.ts'
import type { AskedJob } from '../replay/replayer.ts'
import { ApiError, invalid, parse } from './answer/api-error.ts'
import { readJson } from './request/body.ts'
import { refuseUnspeakable } from './request/reserved.ts'
import type { AppEnv, Workspace } from './router.ts'

type Asked = AppEnv['Variables'] & { workspace: Workspace }

/** A replay of a usual history takes about so long. */
const retryAfterS = 5

/** `by`: who looks on, and asks again before the answer. */
export async function streamReplay<E extends { Variables: Asked }>(
  c: Context<E>,
  by?: string,
): Promise<Response> {
  const { deps }: Asked = c.var
  return streamJob(c, { request: await readRequest(c), now: deps.now() }, by)
}

/** A draft play over the last days, beside those that are live. */
export async function streamDryRun<E extends { Variables: Asked }>(
  c: Context<E>,
  by?: string,
): Promise<Response> {
  const { deps, workspace }: Asked = c.var
  const body = await readJson(c)
  refuseUnspeakable(body)
  const { play, days } = parse(dryRunRequest, body)
  const found = await deps.pipeline.check(workspace.id, 'play', play)
  const issues = found.map(({ path, message }) => ({ path: `play.${path}`, message }))
  if (issues.length > 0) throw invalid(issues)
  return streamJob(c, { play, days, now: deps.now() }, by)
}

async function streamJob<E extends { Variables: Asked }>(
  c: Context<E>,
  job: AskedJob,
  by: string | undefined,
): Promise<Response> {
  const { deps, workspace }: Asked = c.var
  const stop = new AbortController()
  const messages = deps.replayer.start(workspace.id, job, stop.signal, by)
  if (!messages) {
    const message = 'A replay is running: one a workspace at a time, and few in all'
    throw new ApiError('rate_limited', message, { retryAfterS })
  }
  c.header('Content-Type', 'application/x-ndjson')
  // Proxies that buffer would hold the progress back.
  c.header('X-Accel-Buffering', 'no')
  return stream(c, async (out) => {
    out.onAbort(() => stop.abort())
    for await (const message of messages) await out.write(`${JSON.stringify(message)}\n`)
  })
}

async function readRequest<E extends { Variables: Asked }>(c: Context<E>) {
  const { deps, workspace }: Asked = c.var
  const body = await readJson(c)
  refuseUnspeakable(body)
  const request = parse(replayRequest, body)
  const ofTrigger = await deps.pipeline.check(workspace.id, 'trigger', request.trigger)
  const issues = [
    ...ofTrigger.map(({ path, message }) => ({ path: `trigger.${path}`, message })),
    ...issuesOfReplay(request, deps.now()),
  ]
  if (issues.length > 0) throw invalid(issues)
  return request
}
