import { expect, test } from 'vitest'
import { nudge } from '../../../../shared/definition/nudge.ts'
import { blankNudge, withCopy } from './draft.ts'
import { previewed } from './previewed.ts'
import { withForm } from './words.ts'

const blank = blankNudge('pro')

test('a nudge can be seen before it has a key, a name and a place, and nobody is judged by that', () => {
  const { nudge: seen, isJudgeable } = previewed(blank)
  expect(nudge.safeParse(seen).success).toBe(true)
  expect(isJudgeable).toBe(false)
  expect(previewed({ ...blank, placement: 'paywall:export' }).isJudgeable).toBe(true)
})

test('an audience that is half written stands aside, a whole one counts', () => {
  const placed = { ...blank, placement: 'page' }
  const half = previewed({ ...placed, audience: { trait: 'account.', eq: '' } })
  expect(half.nudge).not.toHaveProperty('audience')
  expect(half.isJudgeable).toBe(false)
  const audience = { trait: 'account.plan', eq: 'free' }
  expect(previewed({ ...placed, audience })).toMatchObject({
    isJudgeable: true,
    nudge: { audience },
  })
})

test('an image without an address stands aside, also in a form', () => {
  const picture = { kind: 'image', url: 'https://', alt: '' } as const
  const form = { kind: 'form', form: 'contact' } as const
  const draft = withCopy(
    withForm(withCopy(blank, 'en', { picture }), 'contact'),
    'en',
    { picture },
    form,
  )
  expect(JSON.stringify(previewed(draft).nudge)).not.toContain('picture')
  const whole = withCopy(blank, 'en', { picture: { ...picture, url: 'https://a.test/x.png' } })
  expect(previewed(whole).nudge.copy.en?.picture?.kind).toBe('image')
})
