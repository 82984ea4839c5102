/**
 * Events acknowledged per second as a tool sends them, translated by its source's mapping: batches of
 * twenty in Segment's form. The floor is the same events as a backend sends them to the same Brim, with ids, so
 * that what is between them is the translation and what the messages have beside. After each run the rows
 * in the database must be as many as the events that were acknowledged.
 */
import { interleave } from '../interleave.ts'
import { eventBodies, segmentBodies } from '../load/bodies.ts'
import { type ClosedLoad, startClosedLoop } from '../load/load.ts'
import { median } from '../median.ts'
import type { Figure } from '../row.ts'
import { withSides } from '../sides.ts'

const size = 20
const connections = 64
const amount = 1_500
const plan = { rounds: 5, enough: 3, withinMs: 30_000 }

export const inbound: Figure = {
  name: 'inbound',
  measure: () =>
    withSides(async ({ url, headers, writeKey, countEvents }) => {
      const loader = startClosedLoop()
      const run =
        (load: Pick<ClosedLoad, 'path' | 'headers' | 'bodies' | 'expected'>) => async () => {
          const before = await countEvents('brim')
          const { seconds } = await loader.run({ ...load, url: url.brim, connections, amount })
          const written = (await countEvents('brim')) - before
          if (written !== amount * size) {
            throw new Error(`${amount * size} events were acknowledged, ${written} are there`)
          }
          return (amount * size) / seconds
        }
      const segment = run({
        path: '/in/segment/v1/batch',
        headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'text/plain' },
        bodies: segmentBodies(200, size),
        expected: '{"success":true}',
      })
      const native = run({
        path: '/v1/events',
        headers,
        bodies: eventBodies(200, size, true),
        expected: JSON.stringify({ accepted: size, repeated: 0, refused: [] }),
      })
      try {
        await native()
        await segment()
        const measured = await interleave(plan, { segment, native })
        return [
          {
            name: 'inbound_segment_events_per_second',
            value: median(measured.segment),
            unit: `events/s by ${size} on ${connections}`,
            floor: median(measured.native),
          },
        ]
      } finally {
        loader.stop()
      }
    }),
}
