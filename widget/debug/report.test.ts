import { expect, test } from 'vitest'
import type { Prompt } from '../../shared/decision/prompt.ts'
import type { Inside } from './inside.ts'
import { reportOf } from './report.ts'

const inside = (over: { problem?: Inside[6] } = {}): Inside => [
  {
    v: 1,
    key: 'pk_1',
    page: '/boards',
    locale: 'en',
    device: 'desktop',
    sentAt: '2026-11-23T10:00:00Z',
  },
  {
    user: { id: 'mira', traits: { email: 'mira@harbour.example' } },
    account: { id: 'harbour', traits: { mrr: 4711 } },
    token: 'a.secret.token',
  },
  true,
  [
    {
      size: 1,
      item: { type: 'event', messageId: '1', name: 'moved', properties: { to: 'secret place' } },
    },
  ],
  [
    {
      placement: 'page',
      nudge: 'more',
      decisionId: 'dec_1',
      format: 'banner',
      expiresAt: 0,
    } as Prompt,
  ],
  0,
  over.problem,
]

test('tells ids, codes and what waits, and no traits, properties or tokens', () => {
  const text = reportOf({
    version: '1',
    api: 'https://x/b',
    inside: inside(),
    lines: [],
    why: undefined,
  })
  expect(JSON.parse(text)).toMatchObject({
    user: 'mira',
    account: 'harbour',
    hasToken: true,
    waiting: ['moved'],
    armed: [{ placement: 'page', nudge: 'more', decisionId: 'dec_1' }],
    problem: null,
    why: null,
  })
  expect(text).not.toMatch(/secret|4711|@/)
})

test('tells what stopped each nudge, without the values that were seen', () => {
  const rung = {
    title: 'Audience',
    passed: false,
    said: 'Outside',
    seen: '4711',
    missing: ['MRR: 4711'],
  }
  const nudge = {
    nudge: 'more',
    name: 'More',
    isChosen: false,
    said: 'Outside the audience',
    nearest: 'MRR 4711',
    rungs: [rung],
  }
  const answer = {
    v: 1 as const,
    now: 0,
    placements: [{ placement: 'page', nudges: [nudge] }],
    past: [],
  }
  const problem = { code: 'unknown_key', message: 'No such key' }
  const text = reportOf({
    version: '1',
    api: 'https://x/b',
    inside: inside({ problem }),
    lines: [{ at: 0, kind: 'error', text: 'unknown_key: No such key' }],
    why: { kind: 'told', answer },
  })
  expect(JSON.parse(text)).toMatchObject({
    problem,
    log: ['1970-01-01T00:00:00.000Z error: unknown_key: No such key'],
    why: { page: { more: 'Outside the audience' } },
  })
  expect(text).not.toContain('4711')
})
