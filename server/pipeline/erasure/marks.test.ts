import { expect, test } from 'vitest'
import { compileMarks, marksIn, withoutMarks } from './marks.ts'

const nothing = new Set<string>()

test.each([
  ['zoe@example.org', 'by zoe@example.org, today', true],
  ['zoe@example.org', 'joe.zoe@example.org', false],
  ['zoe@example.org', 'zoe@example.org.uk', false],
  ['Zoe@Example.org', 'zoe@example.org', true],
  ['Zoë Quagmire', 'Call Zoë Quagmire. Soon', true],
  ['Zoë Quagmire', 'Zoë Quagmire-Smith', false],
  ['+49 30 901820', 'ring 49 30 901820', true],
  ['team-1071', 'team-1071', true],
  ['team-1071', 'team-1071-b', false],
  ['4f1c9a7e', 'of 4f1c9a7e', true],
  ['Admin', 'admin', false],
  ['pro', 'pro', false],
  ['gmail.com', 'tom@gmail.com', false],
  ['12345', '12345', false],
  ['u-1', 'u-1', false],
])('the mark %s is looked for in %s: %s', (mark, text, isFound) => {
  expect(compileMarks([mark], nothing).areIn(text)).toBe(isFound)
})

test('what an author wrote is nobody’s name, but an address is somebody’s even there', () => {
  const marks = compileMarks(
    ['Enterprise Plus', 'ada@x.example'],
    new Set(['enterprise plus', 'ada@x.example']),
  )
  expect(['enterprise plus', 'to ada@x.example'].map(marks.areIn)).toEqual([false, true])
})

test('a gap stands for each of them, however they overlap', () => {
  const marks = compileMarks(['Zoë Quagmire', 'Zoë Quagmire Jr', 'zoe@x.example'], nothing)
  expect(marks.redacted('Zoë Quagmire Jr asks (zoe@x.example)')).toBe('… asks (…)')
})

test('an address under another name is somebody else’s, and a firm is no person', () => {
  const said = {
    full_name: 'Zoë Quagmire',
    email: 'zoe@x.example',
    invitedBy: 'ada@x.example',
    company_name: 'Wombat Works',
    address: '1 Long Street',
    website: 'x.example',
  }
  expect(marksIn('user', said)).toEqual(['Zoë Quagmire', 'zoe@x.example'])
  expect(marksIn('account', said)).toEqual(['zoe@x.example', 'Wombat Works'])
})

test('what another user is called, and may do, stays', () => {
  const marks = compileMarks(['Ann Carter'], nothing)
  const said = { name: 'Ann Carter', role: 'Ann Carter', boss: 'Ann Carter', team: 3 }
  expect(withoutMarks('user', said, marks)).toEqual({
    name: 'Ann Carter',
    role: 'Ann Carter',
    team: 3,
  })
  expect(withoutMarks('account', said, marks)).toEqual({ role: 'Ann Carter', team: 3 })
  const other = { boss: 'Ann' }
  expect(withoutMarks('user', other, marks)).toBe(other)
})
