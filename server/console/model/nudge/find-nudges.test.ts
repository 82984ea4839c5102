import { expect, test } from 'vitest'
import { blankNudge } from '../editor/draft.ts'
import { findNudges } from './find-nudges.ts'

const of = (key: string, name: string, placement: string, tags: string[] = []) => ({
  draft: { ...blankNudge('pro'), key, name, placement, tags },
})
const list = [
  of('export-trial', 'Export: try Team', 'paywall:export', ['spring']),
  of('seats-card', 'The sixth person', 'paywall:seats'),
  of('weeks', 'Timeline regulars: try Team', 'page'),
]

test.each([
  ['', ['export-trial', 'seats-card', 'weeks']],
  ['  ', ['export-trial', 'seats-card', 'weeks']],
  ['try team', ['export-trial', 'weeks']],
  ['TEAM timeline', ['weeks']],
  ['seats', ['seats-card']],
  ['paywall:', ['export-trial', 'seats-card']],
  ['spring', ['export-trial']],
  ['nothing of it', []],
])('“%s” finds %j', (text, keys) => {
  expect(findNudges(list, text).map(({ draft }) => draft.key)).toEqual(keys)
})
