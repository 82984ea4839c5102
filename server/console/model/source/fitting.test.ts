import { expect, test } from 'vitest'
import type { SourceRule } from '../../../../shared/event/source.ts'
import { fittingOf } from './fitting.ts'

const rules = (...events: string[]): SourceRule[] =>
  events.map((event) => ({ means: 'nothing', event }))

test.each([
  ['nothing has come', ['Wall Seen'], [], false, []],
  ['one of them fits, whatever its case', ['Other', 'WALL seen'], ['Wall Seen'], false, []],
  ['none of those that are saved fits', ['Other'], ['Wall Seen'], true, []],
  ['what is added is called otherwise', ['Other', 'Wall Viewed'], ['Wall Seen'], true, [1]],
  ['what is added is not named yet', ['Other', ''], ['Wall Seen'], true, []],
  ['there is no rule', [], ['Wall Seen'], false, []],
])('%s', (_, edited, came, isNone, unheard) => {
  const fitting = fittingOf(rules(...edited), rules('Other'), came)
  expect(fitting).toEqual({ isNone, unheard: new Set(unheard) })
})
