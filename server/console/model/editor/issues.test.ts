import { expect, test } from 'vitest'
import { placement } from '../../../../shared/definition/nudge.ts'
import { blankNudge, withCopy } from './draft.ts'
import { issuesAt, missingIssues, normalIssues, quickIssues, withoutIssuesAt } from './issues.ts'

const issue = (path: string) => ({ path, message: 'wrong' })

test('names fields from the nudge, whatever the request was', () => {
  expect(normalIssues([issue('body.copy.en.title'), issue('nudge.key'), issue('name')])).toEqual([
    issue('copy.en.title'),
    issue('key'),
    issue('name'),
  ])
})

test('asks for a placement in the words of its lists, not in those of the API', () => {
  const [found] = placement.safeParse('paywall:').error?.issues ?? []
  const [told] = normalIssues([{ path: 'body.placement', message: found?.message ?? '' }])
  expect(told).toEqual({ path: 'placement', message: 'Choose what it waits for, under “Where”' })
})

test('a field has its own faults and those inside it, not its neighbours’', () => {
  const issues = [issue('copy.en.list.1'), issue('copy.en.list.10'), issue('copy.en.title')]
  expect(issuesAt(issues, 'copy.en.list.1')).toEqual([issue('copy.en.list.1')])
  expect(issuesAt(issues, 'copy.en')).toHaveLength(3)
})

test('an edit forgets what was said of the field and of what it lies in', () => {
  const issues = [issue('copy.en.title'), issue('copy.en'), issue('copy.de.title')]
  expect(withoutIssuesAt(issues, 'copy.en.title')).toEqual([issue('copy.de.title')])
})

test('finds unknown variables and forbidden addresses while they are typed', () => {
  const draft = withCopy(blankNudge('pro'), 'en', {
    title: 'Hello {{acount.name}}',
    actions: [{ kind: 'link', label: 'Go', url: 'javascript:alert(1)' }],
  })
  expect(quickIssues(draft).map(({ path }) => path)).toEqual([
    'copy.en.title',
    'copy.en.actions.0.url',
  ])
})

test('asks for an offer once it is to be saved, as in a workspace that has none yet', () => {
  expect(quickIssues(blankNudge(''))).toEqual([])
  expect(missingIssues(blankNudge('')).map(({ path }) => path)).toContain('offer')
})

test('finds them in a comparison, a countdown and a picture too', () => {
  const draft = withCopy(blankNudge('pro'), 'en', {
    picture: { kind: 'image', url: 'javascript:alert(1)', alt: '' },
    comparison: { offered: '{{x}}', rows: [{ label: 'L', current: false, offered: '{{y}}' }] },
    countdown: '{{z}}',
  })
  expect(quickIssues(draft).map(({ path }) => path)).toEqual([
    'copy.en.comparison.offered',
    'copy.en.comparison.rows.0.offered',
    'copy.en.countdown',
    'copy.en.picture.url',
  ])
})
