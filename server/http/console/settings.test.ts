/** Two who edit the settings at once: nobody's change is saved over without a word. */
import { expect, test } from 'vitest'
import type { Settings } from '../../../shared/workspace/settings.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { testApp } from '../../test-app.ts'

async function fresh() {
  const app = await testApp()
  await app.addMember('bob', 'w1', 'admin')
  const [ada, bob] = [await app.signIn(), await app.signIn('bob@example.com', app.owner.password)]
  const read = async () => (await (await ada('GET', '/w/w1/settings')).json()) as Settings
  return { ...app, ada, bob, read }
}

const refused = (message: string) => ({ error: { code: 'conflict', message } })

test('a field that somebody else has changed meanwhile is not saved, and they are named', async () => {
  const { ada, bob, read } = await fresh()
  expect((await bob('PUT', '/w/w1/settings', { holdout: 0.2, from: { holdout: 0 } })).status).toBe(
    200,
  )
  const answer = await ada('PUT', '/w/w1/settings', {
    holdout: 0.1,
    consent: 'required',
    from: { holdout: 0, consent: 'assumed' },
  })
  expect(answer.status).toBe(409)
  expect(await answer.json()).toEqual(refused('Bob changed this meanwhile'))
  expect(await read()).toMatchObject({ holdout: 0.2, consent: 'assumed' })
})

test('fields that nobody else touched go through, and so does what both changed alike', async () => {
  const { ada, bob, read } = await fresh()
  await bob('PUT', '/w/w1/settings', { holdout: 0.2, from: { holdout: 0 } })
  for (const patch of [
    { consent: 'required', from: { consent: 'assumed' } },
    { holdout: 0.2, from: { holdout: 0 } },
    { holdout: 0.3, from: { holdout: 0.2 } },
  ]) {
    expect((await ada('PUT', '/w/w1/settings', patch)).status).toBe(200)
  }
  expect(await read()).toMatchObject({ holdout: 0.3, consent: 'required' })
})

test('so it is with the theme, with readiness, and in two tabs of one person', async () => {
  const { ada, bob, api, read } = await fresh()
  const { theme, readiness } = settingsOf()
  await bob('PUT', '/w/w1/settings/theme', { preset: 'ink', from: theme })
  const late = await ada('PUT', '/w/w1/settings/theme', { preset: 'soft', from: theme })
  expect(await late.json()).toEqual(refused('Bob changed this meanwhile'))
  const fits = { ...readiness, fit: [{ when: { trait: 'account.a', eq: 1 }, points: 1 }] }
  await ada('PUT', '/w/w1/readiness', { ...fits, from: readiness })
  const other = await ada('PUT', '/w/w1/readiness', {
    ...readiness,
    value: { share: 0.1, full: 10 },
    from: readiness,
  })
  expect(await other.json()).toEqual(refused('You, elsewhere, changed this meanwhile'))
  await api('PUT', '/settings', { theme: { preset: 'vivid' } })
  const byKey = await ada('PUT', '/w/w1/settings/theme', {
    preset: 'soft',
    from: { preset: 'ink' },
  })
  expect(await byKey.json()).toEqual(refused('The key “Test” changed this meanwhile'))
  expect(await read()).toMatchObject({ theme: { preset: 'vivid' }, readiness: fits })
})
