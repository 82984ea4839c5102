import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prompt } from '../../../shared/decision/prompt.ts'
import {
  bannerPositions,
  type Copy,
  formats,
  type Nudge,
  nudge,
} from '../../../shared/definition/nudge.ts'
import { draftPrompt, finish, ghostOf, type Known } from './prompt.ts'

const nothing: Known = {
  lookUp: () => undefined,
  deadline: null,
  usage: undefined,
  theme: undefined,
}
const values: Record<string, string> = { 'plan.name': 'Free', 'offer.plan': 'Team' }
const known = { ...nothing, lookUp: (name: string) => values[name] }
const actions = [{ kind: 'link' as const, label: 'Go', url: '/go' }]

function draft(copy: object = {}, of: object = {}, given: Partial<Known> = {}, locale = 'en') {
  const words = { title: 'T', actions, ...copy } as Copy
  const body: Nudge = nudge.parse({
    key: 'n',
    name: 'N',
    format: 'banner',
    placement: 'page',
    offer: 'team',
    defaultLocale: locale,
    copy: { [locale]: words },
    ...of,
  })
  const parsed = body.copy[locale] as Copy
  return draftPrompt(body, { locale, copy: parsed }, { ...known, ...given })
}
const text = (words: string) => [{ kind: 'text', text: words }]

test('a nudge that says no more than its words carries no more', () => {
  const { content } = draft()
  for (const part of ['position', 'picture', 'comparison', 'usage', 'countdown', 'theme']) {
    expect(content).not.toHaveProperty(part)
  }
})

test.each(formats)('only a banner has a position, and not a %s', (format) => {
  const { content } = draft({}, { format, position: 'before', meter: 'seats' })
  expect(content.position).toBe(format === 'banner' ? 'before' : undefined)
})

test.each([
  [{ kind: 'icon', name: 'rocket' }],
  [{ kind: 'image', url: 'https://cdn.example/a.png', alt: 'A chart' }],
  [{ kind: 'image', url: '/a.png', alt: '' }],
])('the picture %j is drawn as it was authored', (picture) => {
  expect(draft({ picture }).content.picture).toEqual(picture)
})

test('a picture that was stored with an address that may not be loaded is left out', () => {
  const copy = { title: 'T', body: '', list: [], actions, dismiss: 'No' }
  const url = 'javascript:alert(1)'
  const worded = {
    locale: 'en',
    copy: { ...copy, picture: { kind: 'image', url, alt: '' } } as Copy,
  }
  const body = { key: 'n', placement: 'page', format: 'modal' } as Nudge
  expect(draftPrompt(body, worded, known).content).not.toHaveProperty('picture')
})

const rows = [
  { label: 'Boards', current: '{{meter.boards.limit|3}}', offered: 'No **limit**' },
  { label: 'Export', current: false, offered: true },
]

test('a comparison is headed by the plans’ names where its author says nothing', () => {
  const { content, variables } = draft({ comparison: { rows } })
  expect(content.comparison).toEqual({
    current: text('Free'),
    offered: text('Team'),
    rows: [
      {
        label: text('Boards'),
        current: text('3'),
        offered: [
          { kind: 'text', text: 'No ' },
          { kind: 'bold', children: text('limit') },
        ],
      },
      { label: text('Export'), current: false, offered: true },
    ],
    words: { yes: 'Included', no: 'Not included', title: 'Plans compared' },
  })
  expect(variables).toEqual({
    'plan.name': 'Free',
    'offer.plan': 'Team',
    'meter.boards.limit': '3',
  })
})

test('a comparison’s own heads go first, and its words are the reader’s', () => {
  const { content } = draft(
    { comparison: { current: 'Heute', offered: 'Dann', rows } },
    {},
    {},
    'de',
  )
  expect(content.comparison?.current).toEqual(text('Heute'))
  expect(content.comparison?.offered).toEqual(text('Dann'))
  expect(content.comparison?.words.yes).toBe('Enthalten')
})

test('a countdown needs words and an end', () => {
  expect(draft({ countdown: 'Ends in' }).content).not.toHaveProperty('countdown')
  expect(draft({}, {}, { deadline: 99 }).content).not.toHaveProperty('countdown')
  expect(draft({ countdown: 'Ends in' }, {}, { deadline: 99 }).content.countdown).toEqual({
    endsAt: 99,
    text: text('Ends in'),
  })
})

const usage = { meter: 'seats', used: 4, limit: 5, text: '4 of 5 seats' }
const theme = { radius: 2 }

test('of a control nothing goes out but what is measured', () => {
  const picture = { kind: 'icon', name: 'gift' }
  const { content } = draft(
    { picture, comparison: { rows }, countdown: 'Ends in', body: 'B', list: ['L'] },
    { position: 'top' },
    { deadline: 99, usage, theme },
  )
  expect(content).toMatchObject({ picture, usage, theme, position: 'top' })
  const { nudge, placement, format, locale, dir, labels, ...rest } = ghostOf(content)
  expect(rest).toEqual({ title: [], body: [], list: [], actions: [], dismiss: '', ghost: true })
})

/** Without what would be a variable, or half of one. */
const plain = (minLength: number, maxLength: number) =>
  fc.string({ minLength, maxLength }).filter((one) => !/\{\{|\}\}/.test(one))
const words = plain(1, 30).filter((one) => one.trim() !== '')
const cell = fc.oneof(fc.boolean(), plain(0, 40))
const anyCopy = fc.record(
  {
    title: words,
    picture: fc.constantFrom(
      { kind: 'icon', name: 'bolt' },
      { kind: 'image', url: '/x.svg', alt: '<b>' },
    ),
    comparison: fc.record({
      rows: fc.array(fc.record({ label: words, current: cell, offered: cell }), {
        minLength: 1,
        maxLength: 8,
      }),
    }),
    countdown: words,
    unit: plain(1, 40),
  },
  { requiredKeys: ['title'] },
)

test('whatever is authored becomes a prompt that the contract knows', () => {
  fc.assert(
    fc.property(
      anyCopy,
      fc.constantFrom(...bannerPositions, undefined),
      fc.option(fc.integer({ min: 0 })),
      (copy, position, deadline) => {
        const { content } = draft(copy, position ? { position } : {}, { deadline, usage, theme })
        const issued = finish(content, {
          decisionId: 'd',
          expiresAt: 1,
          page: undefined,
          arm: null,
          offer: { key: 'team', name: 'Team', kind: 'upgrade', plan: 'team' },
        })
        expect(prompt.parse(issued)).toEqual(issued)
        expect(issued.countdown !== undefined).toBe('countdown' in copy && deadline !== null)
      },
    ),
  )
})
