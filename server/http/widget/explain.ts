/** `POST /b/v1/explain`: why this page shows what it shows, in words, for whoever debugs it. */
import { createRoute, type z } from '@hono/zod-openapi'
import type { Candidate, Receipt, Verdict } from '../../../shared/decision/decision.ts'
import { explainRequest, explainResponse, type Weighed } from '../../../shared/protocol/api.ts'
import { measureInWords, plainly, valueSeenInWords } from '../../../shared/words/evidence.ts'
import {
  gateTitle,
  measureInWords as seenInWords,
  verdictInWords,
} from '../../../shared/words/gate.ts'
import { comparisonInWords } from '../../../shared/words/operator.ts'
import { reasonInWords } from '../../../shared/words/reason.ts'
import { listDecisions } from '../../store/workspace/queries/decisions.ts'
import { listDefinitions } from '../../store/workspace/queries/definitions.ts'
import { ApiError } from '../answer/api-error.ts'
import { isDebugCode } from '../key/debug-code.ts'
import { answers, bodyErrors, bodyOf, pageErrors } from '../openapi.ts'
import { createPublicRouter } from '../router.ts'
import { readSession, visitorOf } from './session.ts'

/** Placements that are explained, and decisions that are listed. */
const most = { placements: 50, past: 10 }

const route = createRoute({
  method: 'post',
  path: '/v1/explain',
  tags: ['Widget'],
  summary: 'Explain a page',
  description:
    'For the debug panel: what each placement of a live nudge would show if its moment came now, every gate in words, and what was decided lately. Nothing is stored or claimed. Needs a `code`, which a member makes in the console and which is good for an hour; a publishable key alone explains nothing.',
  request: { body: bodyOf(explainRequest) },
  responses: answers(200, explainResponse, ...bodyErrors, ...pageErrors, 'forbidden'),
})

export const explain = createPublicRouter()
explain.openAPIRegistry.registerPath(route)
explain.post(route.path, async (c) => {
  const deps = c.get('deps')
  const { workspace, request } = await readSession(c, explainRequest)
  const isLetIn =
    deps.openToDebug === workspace.id || (await isDebugCode(deps, workspace.id, request.code ?? ''))
  if (!isLetIn) {
    throw new ApiError(
      'forbidden',
      'Why is told to members only: make a debug link in the console under Set up, and open this page with it',
    )
  }
  const visitor = visitorOf(request)
  const { account, user } = visitor
  const nudges = (await listDefinitions(workspace.db, 'nudge')).filter(({ published }) => published)
  const names = new Map(nudges.map(({ key, published }) => [key, published?.name ?? key]))
  const placements = [...new Set(nudges.flatMap(({ published }) => published?.placement ?? []))]
  const at = deps.now()
  const [{ decisions }, past] = await Promise.all([
    deps.pipeline.submit(workspace.id, {
      at,
      inputs: [],
      question: {
        visitor,
        placements: placements.slice(0, most.placements),
        arm: false,
        store: false,
        supposes: true,
        explain: true,
      },
    }),
    listDecisions(workspace.db, { account, user, limit: most.past }),
  ])
  return c.json({
    v: 1,
    now: at,
    placements: decisions.map(({ placement, receipt }) => ({
      placement,
      nudges: receipt ? weigh(receipt, names) : [],
    })),
    past: past.map(({ id, at, placement, nudge, reason }) => ({
      id,
      at,
      placement,
      nudge: nudge && (names.get(nudge) ?? nudge),
      said: reason ? reasonInWords(reason) : 'Answered with a prompt',
    })),
  } satisfies z.infer<typeof explainResponse>)
})

/** Who came furthest first. */
function weigh({ candidates, winner }: Receipt, names: ReadonlyMap<string, string>): Weighed[] {
  return candidates
    .toSorted((a, b) => passed(b) - passed(a))
    .map((one) => ({
      nudge: one.nudge,
      name: names.get(one.nudge) ?? one.nudge,
      isChosen: one.nudge === winner,
      said: one.nudge === winner ? 'It would be shown' : reasonInWords(one.reason ?? ''),
      nearest: one.nearest && plainly(one.nearest),
      rungs: one.verdicts.map(rungOf),
    }))
}

function passed({ verdicts }: Candidate): number {
  const stop = verdicts.findIndex((verdict) => !verdict.passed)
  return stop < 0 ? verdicts.length : stop
}

function rungOf(verdict: Verdict) {
  const missing = verdict.passed ? [] : (verdict.evidence ?? [])
  return {
    title: gateTitle(verdict.gate),
    passed: verdict.passed,
    said: verdictInWords(verdict),
    seen: seenInWords(verdict),
    missing: missing
      .filter((leaf) => leaf.verdict !== 'true')
      .map((leaf) => {
        const wanted = comparisonInWords(leaf.operator, leaf.threshold)
        return `${measureInWords(leaf)}: ${valueSeenInWords(leaf)}, wanted: ${wanted}`
      }),
  }
}
