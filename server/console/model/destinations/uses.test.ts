import { expect, test } from 'vitest'
import { settingsOf } from '../../../../shared/workspace/settings-of.ts'
import { usesOfDestination } from './uses.ts'

const channel = { id: 'dst_1', key: 'sales' }
const play = (name: string, destination: string) => ({
  draft: {
    key: name,
    name,
    when: { triggers: [], families: [] },
    for: {},
    actions: [{ kind: 'alert' as const, destination }],
    priority: 0,
    stops: true,
  },
  published: null,
})

test('names who would be told nothing any more', () => {
  const { sales } = settingsOf({})
  const plays = [play('Big ones', 'sales'), play('Others', 'crm')]
  expect(usesOfDestination(channel, { team: sales, plays })).toEqual(['the play “Big ones”'])
  const reps = [
    { email: 'ada@example.com', name: 'Ada', destination: 'dst_1' },
    { email: 'bo@example.com', destination: 'dst_1' },
    { email: 'cy@example.com' },
  ]
  const team = { ...sales, destination: 'dst_1', reps }
  expect(usesOfDestination(channel, { team, plays: undefined })).toEqual([
    'the sales team',
    'the rep Ada',
    'the rep bo@example.com',
  ])
})
