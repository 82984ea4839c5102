import { expect, test } from 'vitest'
import { nudge } from '../../../../shared/definition/nudge.ts'
import { firstNudge, templates } from './start-templates.ts'

test.each(templates)('the template “%s” is a nudge that can be saved', (template) => {
  for (const placement of ['paywall:export', 'page', 'event:report made', 'paywall:Berichte/ä']) {
    const made = firstNudge({ template, placement, offer: 'learn-more', taken: new Set() })
    expect(nudge.safeParse(made).error).toBeUndefined()
  }
})

test('a key that is taken is not taken twice', () => {
  const taken = new Set(['first-page', 'first-page-2'])
  const made = firstNudge({ template: 'wall', placement: 'page', offer: 'o', taken })
  expect(made.key).toBe('first-page-3')
})
