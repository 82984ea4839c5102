import { expect, test } from 'vitest'
import type { Destination } from '../../../shared/destination/destination.ts'
import { lackInWords } from '../../../shared/destination/lack.ts'
import { needsSomebody, stateInWords, troubleInWords } from './destination.ts'

const mail: Destination = {
  id: 'dst_1',
  key: 'sales',
  kind: 'email',
  name: 'Sales',
  hears: { families: [], triggers: [], events: [] },
  settings: { to: 'sales@example.com' },
  hasCredentials: false,
  lacks: null,
  state: 'on',
  circuit: { state: 'closed', failures: 0, heldUntil: null },
  failingSince: null,
  waiting: 0,
  failed: 0,
  last: null,
  createdAt: 0,
  updatedAt: 0,
}
const lacks = { what: 'mail_server', message: lackInWords.mail_server } as const
const open = { state: 'open', failures: 6, heldUntil: 1 } as const

test.each<[what: string, patch: Partial<Destination>, badge: string, trouble: RegExp | null]>([
  ['can send', {}, 'Ready', null],
  [
    'lacks a mail server',
    { lacks },
    'No mail server',
    /operates it sets BRIM_SMTP_URL.*waits here/,
  ],
  ['has failed for the lack of it', { lacks, circuit: open }, 'No mail server', /BRIM_SMTP_URL/],
  ['is paused', { lacks, state: 'paused' }, 'Paused', /resume/],
])('a destination that %s says so', (_, patch, badge, trouble) => {
  const one = { ...mail, ...patch }
  expect(stateInWords(one).text).toBe(badge)
  if (trouble) expect(troubleInWords(one, 0)).toMatch(trouble)
  else expect(troubleInWords(one, 0)).toBeNull()
  expect(needsSomebody(one)).toBe(badge === 'No mail server')
})
