import { expect, test } from 'vitest'
import { home, testApp } from '../../test-app.ts'

type App = Awaited<ReturnType<typeof testApp>>

const scrape = ({ app }: App, headers = {}, address = '127.0.0.1') =>
  app.request(
    'http://127.0.0.1:4400/metrics',
    { headers: { host: '127.0.0.1:4400', ...headers } },
    { incoming: { socket: { remoteAddress: address } } },
  )

const token = 'a token of the operator'.replaceAll(' ', '-')

test.each([
  ['from this machine', {}, '127.0.0.1', null, 200],
  ['from this machine, over IPv6', { host: '[::1]:4400' }, '::1', null, 200],
  ['from this machine, mapped', { host: 'localhost' }, '::ffff:127.0.0.1', null, 200],
  ['from another machine', {}, '10.0.0.7', null, 401],
  ['from nobody knows where', {}, '', null, 401],
  ['through a proxy on this machine', { 'x-forwarded-for': '10.0.0.7' }, '127.0.0.1', null, 401],
  ['through a proxy that says so otherwise', { forwarded: 'for=10.0.0.7' }, '::1', null, 401],
  ['by a page whose name points here', { host: 'evil.example.com' }, '127.0.0.1', null, 401],
  ['with the token', { authorization: `Bearer ${token}` }, '10.0.0.7', token, 200],
  ['with another token', { authorization: `Bearer ${token}x` }, '10.0.0.7', token, 401],
  ['with another token from here', { authorization: 'Bearer x' }, '127.0.0.1', token, 401],
  ['with a token where none is set', { authorization: 'Bearer null' }, '10.0.0.7', null, 401],
])('%s', async (_, headers, address, operatorToken, status) => {
  const test = await testApp()
  test.deps.operatorToken = operatorToken
  expect((await scrape(test, headers, address)).status).toBe(status)
})

test('where a public origin is set, whoever asks from here may be its proxy', async () => {
  const test = await testApp({ url: 'https://brim.example.com' })
  expect((await scrape(test)).status).toBe(401)
})

test('requests are counted by pattern and class, never by address', async () => {
  const test = await testApp()
  const { api, request, widget, session } = test
  await api('PUT', '/accounts/acme', { traits: { plan: 'free' } })
  await api('PUT', '/accounts/globex', { traits: { plan: 'free' } })
  await api('GET', '/accounts/nobody')
  await api('GET', '/accounts/acme', undefined, 'sk_wrong')
  await widget('/open', session())
  for (let i = 0; i < 5; i++) await request('GET', `/nowhere/${i}`)
  await request('GET', '/v1/nowhere')
  const text = await (await scrape(test)).text()
  const counts = [
    ...text.matchAll(/^brim_http_request_duration_seconds_count\{(.*)\} (\d+)$/gm),
  ].map(([, labels, count]) => `${labels} ${count}`)
  expect(counts.sort()).toEqual([
    'method="GET",route="/v1/*",status="4xx" 1',
    'method="GET",route="/v1/accounts/:id",status="4xx" 2',
    'method="GET",route="none",status="4xx" 5',
    'method="POST",route="/b/v1/open",status="2xx" 1',
    'method="PUT",route="/v1/accounts/:id",status="2xx" 2',
  ])
  expect(text).toContain('\nbrim_http_requests_unfinished 1\n')
  expect(text).not.toMatch(/acme|globex|nobody|w1/)
})

test('the text is one that Prometheus reads', async () => {
  const test = await testApp()
  const response = await scrape(test)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const text = await response.text()
  const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1])
  expect(new Set(names).size).toBe(names.length)
  for (const line of text.split('\n')) {
    expect(line).toMatch(
      /^$|^# (HELP|TYPE) |^[a-z_0-9]+(\{([a-z]+="[^"]*",?)*\})? (-?[\d.e+-]+|nan)$/i,
    )
  }
})

test('the pipeline counts what it does, and a pipeline that does not answer hides nothing else', async () => {
  const test = await testApp()
  const { api, deps } = test
  await api('PUT', '/triggers/busy?publish=true', {
    name: 'Busy',
    family: 'premium_engagement',
    subject: 'account',
    when: { measure: { count: { event: 'used', within: '1d' } }, gte: 2 },
    cooldown: '1d',
  })
  const one = { name: 'used', account: 'acme', messageId: 'm1' }
  await api('POST', '/events', { events: [one, one, { ...one, messageId: 'm2' }] })
  await api('POST', '/decide', { user: 'mara', account: 'acme', placements: ['page'] })
  const figures = await (await scrape(test)).text()
  for (const line of [
    'brim_pipeline_up 1',
    'brim_pipeline_inputs_total 3',
    'brim_pipeline_inputs_repeated_total 1',
    'brim_pipeline_queue_depth 0',
    'brim_signals_total{family="premium_engagement"} 1',
    'brim_decisions_total{kind="asked",reason="no_candidate"} 1',
    'brim_pipeline_group_inputs_count 2',
    'brim_outbox_lag_seconds 0',
  ]) {
    expect(figures.split('\n')).toContain(line)
  }
  deps.pipeline.metrics = () => Promise.reject(new Error('gone'))
  const without = await (await scrape(test)).text()
  expect(without).toContain('brim_pipeline_up 0')
  expect(without).toContain('brim_http_requests_unfinished')
})

test('a request id that is sane is kept, any other is made anew', async () => {
  const { app } = await testApp()
  const idOf = async (id: string) =>
    (await app.request(`${home}/healthz`, { headers: { 'x-request-id': id } })).headers.get(
      'x-request-id',
    )
  expect(await idOf('req-42_a=')).toBe('req-42_a=')
  for (const id of ['a b', 'mara@example.com', 'x'.repeat(65), '<script>']) {
    expect(await idOf(id)).toMatch(/^[0-9a-f-]{36}$/)
  }
})
