/** A process of its own: sends a given number of requests over so many connections, each at its turn. */
import autocannon from 'autocannon'
import type { ClosedLoad, Loaded } from './load.ts'
import { serveLoad } from './serve-load.ts'

serveLoad(async (load: ClosedLoad): Promise<Loaded> => {
  const { url, path, headers, bodies, connections, amount, expected } = load
  const latenciesMs: number[] = []
  let place = 0
  const withIds = bodies.map((body) => body.replaceAll('@id', '[<id>]'))
  const requests = withIds.map((body) => ({ method: 'POST' as const, path, headers, body }))
  let startedAt = 0
  let endedAt = 0
  const result = await autocannon({
    url,
    connections,
    amount,
    ...(expected === undefined ? {} : { expectBody: expected }),
    idReplacement: true,
    sampleInt: 100,
    setupClient(client) {
      // Each connection begins elsewhere, or all would speak of the same account at the same time.
      const from = (place++ * 7) % requests.length
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)])
      let isFirst = true
      client.on('response', (_status, _bytes, tookMs) => {
        endedAt = performance.now()
        startedAt ||= endedAt
        // A connection's first request waits until all connections are made.
        if (!isFirst) latenciesMs.push(tookMs)
        isFirst = false
      })
    },
  })
  const { errors, timeouts, non2xx, mismatches } = result
  const failures = Object.entries({ errors, timeouts, non2xx, mismatches }).flatMap(
    ([what, count]) => (count > 0 ? `${count} ${what}` : []),
  )
  return { seconds: (endedAt - startedAt) / 1000, latenciesMs, failures }
})
