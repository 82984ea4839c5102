// What axe-core has against the prompts: a sample, for it takes its time.
import { axes, queryOf, readState, shapes } from '../../server/console/gallery/state.ts'
import { findFaults } from '../console/console.ts'
import { expect, test } from './frame.ts'

const first = readState('')

for (const [at, shape] of shapes.entries()) {
  const preset = axes.preset[at % axes.preset.length] ?? first.preset
  const locale = axes.locale[at % axes.locale.length] ?? first.locale
  const query = queryOf({ ...first, ...shape, content: 'long_copy', preset, locale })
  test(`axe finds nothing in ${query}`, async ({ openFrame }) => {
    const page = await openFrame(query)
    expect(await findFaults(page)).toEqual([])
  })
}
