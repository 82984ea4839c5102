import { test } from 'vitest'
import { testApp } from './test-app.ts'
import { time } from '../shared/event.ts'

test('explore', async () => {
  const t = await testApp()
  const show = async (label: string, r: Response | Promise<Response>) => {
    const x = await r
    console.log(label, x.status, (await x.text()).slice(0, 300))
  }
  const ev = (more: object) => ({ events: [{ name: 'a', account: 'acme', ...more }] })
  const raw = (path: string, s: string) => t.api('POST', path, s)
  for (const id of ['m\u0000a', 'm\u0000b', 'x\ny']) await show('mid ' + JSON.stringify(id), t.api('POST', '/events', ev({ messageId: id })))
  for (let i = 0; i < 2; i++) await show('surr', raw('/events', '{"events":[{"name":"a","account":"acme","messageId":"m\\ud800"}]}'))
  await show('surr acc', raw('/events', '{"events":[{"name":"a","account":"a\\ud800"}]}'))
  await show('surr acc2', raw('/events', '{"events":[{"name":"a","account":"a\\ud800"}]}'))
  await show('plan1', t.api('POST', '/events', ev({ messageId: 'x:plan' })))
  await show('plan2', t.api('PUT', '/accounts/acme', { traits: { plan: 'pro' }, messageId: 'x' }))
  for (const name of ['constructor', '__proto__', 'toString']) await show('ev ' + name, t.api('POST', '/events', ev({ name })))
  await show('trait proto', raw('/events', '{"events":[{"name":"a","account":"acme","properties":{"__proto__":1}}]}'))
  await show('top proto', raw('/events', '{"__proto__":{"a":1},"events":[{"name":"a","account":"acme","__proto__":{"x":1}}]}'))
  const trig = (more: object) => ({ name: 'T', family: 'limit', subject: 'account', when: { measure: { sum: { event: 'a', property: 'n', within: '7d' } }, gte: 5 }, ...more })
  await show('trigger', t.api('PUT', '/triggers/tt?publish=true', trig({})))
  await show('where proto', t.api('PUT', '/triggers/t2', JSON.stringify(trig({ when: { measure: { count: { event: 'a', where: 'WW', within: '7d' } }, gte: 5 } })).replace('"WW"', '{"__proto__":{"eq":1}}')))
  await show('limits proto', t.api('PUT', '/plans/p', '{"name":"P","tier":1,"limits":{"__proto__":5}}'))
  await show('copy proto', t.api('PUT', '/nudges/p', '{"name":"P","format":"modal","placement":"page","offer":"x","copy":{"__proto__":{"title":"x","actions":[]}, "en":{"title":"x","actions":[{"kind":"trial","label":"x"}]}}}'))
  await show('big1', t.api('POST', '/events', { events: [1, 2].map(() => ({ name: 'a', account: 'acme', properties: { n: 1e308 } })) }))
  await show('big2', t.api('POST', '/events', { events: [{ name: 'a', account: 'acme', properties: { n: 1e308 } }] }))
  await show('big3', t.api('POST', '/events', { events: [{ name: 'a', account: 'acme', properties: { n: 1e308 } }] }))
  await show('neg', t.api('POST', '/events', { events: [1,2].map(() => ({ name: 'a', account: 'acme', properties: { n: -1e308 } })) }))
  await show('meter', t.api('POST', '/meters', { readings: [{ meter: 'm', account: 'acme', used: 1e308, limit: 5e-324 }, { meter: 'm', account: 'acme', used: 0, limit: 0 },{ meter: 'm', account: 'acme', used: -0, limit: 0 }] }))
  for (const s of ['2026-01-01T00:00:00+23:59','2026-01-01T24:00:00Z','2026-01-01T00:00:00+25:00','2026-01-01T23:59:60Z','0000-01-01T00:00:00Z','9999-12-31T23:59:59.999Z','2026-02-30T00:00:00Z','2026-01-01T00:00Z','2026-01-01T00:00:00.' + '1'.repeat(500) + 'Z','2026-01-01T00:00:00-24:00','2026-01-01T00:00:00+0000'])
    console.log(s.slice(0, 40), time.safeParse(s).success, Date.parse(s))
  await show('manykeys', t.api('POST', '/events', ev(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => ['k' + i, 1])))).then(async (r) => { const s = await r.text(); console.log('len', s.length); return new Response(s) }))
  const deep = (n: number) => '{"body":{"name":"T","family":"limit","subject":"account","when":' + '{"not":'.repeat(n) + '1' + '}'.repeat(n) + '}}'
  const ask = await t.signIn()
  for (const n of [40, 1000, 20000]) { const s = performance.now(); await show('deep ' + n, ask('PUT', '/w/w1/definitions/trigger/zz', deep(n))); console.log(performance.now() - s) }
  for (const q of ['-2', '1.5', 'x', '1e9']) {
    const r = await ask('GET', '/w/w1/live?backlog=' + q)
    const reader = r.body!.getReader(); let s = ''
    const until = Date.now() + 300
    while (Date.now() < until) { const c = await Promise.race([reader.read(), new Promise<null>((d) => setTimeout(() => d(null), 200))]); if (!c || c.done) { s += c ? ' DONE' : ''; break }; s += new TextDecoder().decode(c.value) }
    console.log('backlog', q, r.status, s.split('data:').length - 1, s.slice(-20)); reader.cancel()
  }
  for (let i = 0; i < 4; i++) await show('grow', t.widget('/open', t.session({ account: { id: 'acme', traits: Object.fromEntries(Array.from({ length: 100 }, (_, j) => [`t${i}_${j}`, 'x'.repeat(2000)])) } })))
  await show('acc', t.api('GET', '/accounts/acme').then(async (r) => new Response(String((await r.text()).length))))
  console.log('LOG', JSON.stringify(t.logged).slice(0, 3000))
})
