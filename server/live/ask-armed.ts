/** The question that a page asks when it opens, in the name of one that is open. */
import type { OpenResponse } from '../../shared/protocol/api.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Visitor } from '../pipeline/work.ts'

export function askArmed(pipeline: Pick<Pipeline, 'submit'>, now: () => number) {
  return async (workspace: string, visitor: Visitor): Promise<OpenResponse> => {
    const at = now()
    const question = { visitor, placements: [], arm: true, store: true }
    const { armed, placements, seq } = await pipeline.submit(workspace, {
      at,
      inputs: [],
      question,
    })
    return { v: 1, now: at, seq, armed, placements }
  }
}
