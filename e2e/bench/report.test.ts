import { expect, test } from 'vitest'
import { toJson, toTable } from './report.ts'

const rows = [
  { name: 'events', value: 12_345.678, unit: 'events/s', floor: 15_000 },
  { name: 'time', value: 4.567, unit: 'ms', floor: 4 },
]

test('programs get one object, with the ratio to the floor', () => {
  expect(toJson(rows)).toEqual({
    events: { value: 12_346, unit: 'events/s', floor: 15_000, ratio: 0.82 },
    time: { value: 4.57, unit: 'ms', floor: 4, ratio: 1.14 },
  })
})

const peer = { kind: 'peer', name: 'bytes', value: 4_000, unit: 'bytes', peer: 100_000 } as const

test('programs are told what is a peer and no floor', () => {
  const noted = { ...peer, note: 'shows nothing itself' }
  expect(toJson([peer])).toEqual({
    bytes: { value: 4_000, unit: 'bytes', peer: 100_000, ratio: 0.04 },
  })
  expect(toJson([noted])).toEqual({
    bytes: { value: 4_000, unit: 'bytes', peer: 100_000, ratio: 0.04, note: noted.note },
  })
})

test('people get peers in a table of their own', () => {
  const noted = { ...peer, name: 'heap', note: 'shows nothing itself' }
  expect(toTable([peer, noted])).toBe(
    [
      'figure   brim     peer  ratio  unit   note',
      'bytes   4,000  100,000   0.04  bytes',
      'heap    4,000  100,000   0.04  bytes  shows nothing itself',
    ].join('\n'),
  )
  expect(toTable([...rows, peer]).split('\n\n')).toHaveLength(2)
})

test('people get a table with aligned numbers', () => {
  expect(toTable(rows)).toBe(
    [
      'figure   value   floor  ratio  unit',
      'events  12,346  15,000   0.82  events/s',
      'time      4.57    4.00   1.14  ms',
    ].join('\n'),
  )
})
