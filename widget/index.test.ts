// This file runs where there is no page: as a server that renders one does.
import { expect, test } from 'vitest'
import { startBrim } from './index.ts'

const options = { key: 'pk_1', api: 'https://brim.example.com/b', user: { id: 'u_1' } }

test('on a server every call is taken and does nothing', async () => {
  const brim = startBrim(options)
  brim.identify({ user: { id: 'u_1' } })
  brim.track('report_made')
  brim.used('timeline')
  brim.usage('boards', { used: 3, limit: 3 })
  brim.consent('granted')
  brim.on('action', () => {})()
  brim.reset()
  expect(brim.version).toMatch(/^\d+\.\d+\.\d+/)
  expect(globalThis).not.toHaveProperty('brim')
})

test('on a server nothing is shown, and it says why', async () => {
  const brim = startBrim(options)
  const nowhere = { shown: false, reason: 'no_page', decisionId: null }
  expect(await brim.paywall('export')).toEqual(nowhere)
  expect(await brim.prompt('slot:billing')).toEqual(nowhere)
})
