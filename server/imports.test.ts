// Who may import whom: the architecture's directions, held against the sources as they are.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { findCycles, importsOf, judge, type Row } from '../e2e/harness/imports.ts'

const rows: Row[] = [
  {
    of: ['shared', 'server', 'widget'],
    never: [
      'npm:posthog-js',
      'npm:@growthbook/growthbook',
      'npm:@formbricks/js',
      'npm:@formbricks/surveys',
      'npm:driver.js',
      'npm:shepherd.js',
    ],
    why: 'what the bench compares Brim with is no part of it',
  },
  {
    of: ['shared'],
    values: ['shared', 'npm:zod'],
    why: 'the contract runs everywhere: itself and zod only',
  },
  {
    of: ['widget'],
    values: ['widget', 'shared/copy', 'npm:preact'],
    types: ['shared'],
    why: 'every value of it is paid for on customers’ pages: shared gives types, only shared/copy values',
  },
  {
    of: ['widget/brim', 'widget/core'],
    never: ['widget/view', 'widget/preview', 'npm:preact', 'npm:@preact/signals'],
    why: 'the core loads on every page, the view only when there is something to show',
  },
  {
    of: ['server/engine'],
    values: ['server/engine', 'shared'],
    why: 'the engine is pure: no I/O, no clock, no database',
  },
  {
    of: ['server/pipeline'],
    values: ['server/pipeline', 'server/engine', 'server/store', 'shared', 'node:*', 'npm:*'],
    never: ['npm:hono', 'npm:@hono'],
    why: 'the pipeline knows engine, store and shared, and not who calls it',
  },
  {
    of: ['server/deliver'],
    values: ['server/deliver', 'shared', 'node:*', 'npm:*'],
    types: ['server/pipeline', 'server/seal'],
    never: ['npm:hono', 'npm:@hono', 'npm:@libsql/client', 'npm:drizzle-orm'],
    why: 'what is sent comes leased from the pipeline; the outbox itself is not its business',
  },
  {
    of: ['server/identity'],
    values: ['server/identity', 'server/store', 'shared', 'node:*', 'npm:jose'],
    types: ['server/seal'],
    why: 'who is on a page is found out from tokens and keys alone, whoever asks',
  },
  {
    of: ['server/thread'],
    values: ['server/thread', 'server/store', 'node:*'],
    why: 'a thread that reads knows where the stores are, and not what is read in them',
  },
  {
    of: ['server/ranking'],
    values: ['server/ranking', 'server/thread', 'server/store'],
    why: 'accounts are ranked by a query of the store, whoever asks',
  },
  {
    of: ['server/inbound'],
    values: ['server/inbound', 'shared', 'node:crypto', 'npm:zod'],
    why: 'what a tool sends is translated by pure functions, whoever takes it in',
  },
  {
    of: ['server/readiness'],
    values: [
      'server/readiness',
      'server/thread',
      'server/engine',
      'server/replay/log',
      'server/store',
      'shared',
    ],
    types: ['server/pipeline', 'npm:@libsql/client'],
    why: 'accounts are scored by the engine from the store; the pipeline keeps what comes of it',
  },
  {
    of: ['server/replay'],
    values: [
      'server/replay',
      'server/thread',
      'server/engine',
      'server/store',
      'shared',
      'node:*',
      'npm:*',
    ],
    never: ['npm:hono', 'npm:@hono'],
    why: 'replay reads the store through the engine, and knows neither who writes nor who asks',
  },
  {
    of: ['server/results'],
    values: [
      'server/results',
      'server/thread',
      'server/engine',
      'server/store',
      'shared',
      'node:*',
      'npm:*',
    ],
    never: ['npm:hono', 'npm:@hono'],
    why: 'results are read from the store and reckoned by the engine, whoever asks',
  },
  {
    of: ['server/live'],
    values: ['server/live', 'server/store', 'shared', 'node:*', 'npm:*'],
    types: ['server/pipeline'],
    never: ['npm:hono', 'npm:@hono', 'npm:@libsql/client', 'npm:drizzle-orm'],
    why: 'who listens is told what the pipeline and the store say, by whatever way the routes have',
  },
  {
    of: ['server/overload'],
    values: ['server/overload', 'server/pipeline/pipeline', 'shared', 'node:*'],
    why: 'what is counted and bounded knows names and weights, and the door of the pipeline',
  },
  {
    of: ['server/picture'],
    values: ['server/picture', 'shared', 'node:*', 'npm:sharp'],
    why: 'a file becomes a picture or is refused, whoever sends it and wherever it is kept',
  },
  {
    of: ['server/second-factor'],
    values: [
      'server/second-factor',
      'server/store',
      'server/seal',
      'shared',
      'node:*',
      'npm:otpauth',
    ],
    why: 'what is shown beside a password is judged from secrets and the clock, whoever asks',
  },
  {
    of: ['server/mail'],
    values: ['server/mail', 'shared', 'node:*', 'npm:nodemailer'],
    why: 'a message goes out, whoever writes it and whatever it is about',
  },
  {
    of: ['server/post'],
    values: ['server/post', 'server/mail', 'server/store', 'server/seal', 'shared'],
    why: 'what is mailed is kept in the store until it is out, whoever writes it and whenever it is sent',
  },
  {
    of: ['server/http'],
    values: [
      'server/http',
      'server/mail',
      'server/second-factor',
      'server/inbound',
      'server/live',
      'server/overload',
      'server/picture',
      'server/pipeline',
      'server/readiness',
      'server/replay',
      'server/results',
      'server/store',
      'server/deliver',
      'server/identity',
      'shared',
      'node:*',
      'npm:*',
    ],
    types: [
      'server/engine',
      'server/deps',
      'server/env',
      'server/log',
      'server/seal',
      'server/post',
    ],
    why: 'routes call pipeline, replay, results, store, deliver and identity; of the engine they know types',
  },
  {
    of: ['server/operate'],
    values: [
      'server/operate',
      'server/store',
      'server/http/key/origin',
      'server/deliver/place',
      'server/identity/key',
      'server/inbound/place',
      'server/pipeline/erasure/repeat',
      'server/post/place',
      'server/second-factor/place',
      'shared',
      'node:*',
      'npm:*',
    ],
    types: ['server/pipeline', 'server/seal'],
    why: 'what an operator has done works on the store, whether a server runs or not',
  },
  {
    of: ['server/store'],
    never: ['npm:hono', 'npm:@hono', 'server/http', 'server/pipeline', 'server/deliver'],
    why: 'the store serves, it never sees HTTP or its callers',
  },
  {
    of: ['server/console'],
    values: ['server/console', 'shared', 'widget/preview', 'npm:*'],
    types: ['server/http', 'server/app'],
    never: ['npm:drizzle-orm', 'npm:@libsql/client', 'npm:@hono/node-server', 'npm:pino'],
    why: 'the console is a page: shared, the preview, and types of the API',
  },
]

const root = resolve(import.meta.dirname, '..')
const imports = ['shared', 'server', 'widget']
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${room}/${file}`,
    ),
  )
  // Tests and what only they use may import what they like.
  .filter((path) => /\.tsx?$/.test(path) && !/(\.(test|spec|d)\.tsx?|\/test-[^/]+)$/.test(path))
  .flatMap((path) => importsOf({ path, text: readFileSync(join(root, path), 'utf8') }))

test.each(rows)('$of: $why', (row) => {
  expect(judge(row, imports)).toEqual([])
})

test('no file imports itself by way of others', () => {
  expect(findCycles(imports)).toEqual([])
})

test.each([
  ['shared/event/event.ts', `import { open } from 'node:fs'`],
  ['shared/event/event.ts', `import type { App } from '../../server/app.ts'`],
  ['shared/event/event.ts', `export { compile } from '../../server/engine/compile.ts'`],
  ['widget/core/queue.ts', `import { event } from '../../shared/event/event.ts'`],
  ['widget/core/queue.ts', `import { signal } from '@preact/signals'`],
  ['widget/brim.ts', `import { mount } from './view/index.ts'`],
  ['widget/view/modal.tsx', `import { z } from 'zod'`],
  ['server/console/main.tsx', `import posthog from 'posthog-js'`],
  ['server/engine/fire.ts', `import { eq } from 'drizzle-orm'`],
  ['server/engine/fire.ts', `import crypto from 'crypto'`],
  ['server/pipeline/commit.ts', `import { routes } from '../http/widget/routes.ts'`],
  ['server/pipeline/commit.ts', `import { HTTPException } from 'hono/http-exception'`],
  ['server/overload/admission.ts', `import { createPipeline } from '../pipeline/in-process.ts'`],
  ['server/overload/buckets.ts', `import { HTTPException } from 'hono/http-exception'`],
  ['server/replay/run.ts', `import { save } from '../pipeline/definition/authoring.ts'`],
  ['server/http/api/decide.ts', `import { decide } from '../../engine/decide.ts'`],
  ['server/http/api/decide.ts', `await import('../../engine/decide.ts')`],
  ['server/store/open.ts', `import { Hono, type Context } from 'hono'`],
  ['server/console/main.tsx', `import { listPlans } from '../http/console/plans.ts'`],
  ['server/console/main.tsx', `import { mount } from '../../widget/view/index.ts'`],
])('refuses in %s: %s', (path, text) => {
  const found = importsOf({ path, text })
  expect(rows.flatMap((row) => judge(row, found))).not.toEqual([])
})

test.each([
  ['shared/event/event.ts', `import { z } from 'zod'`],
  ['widget/core/queue.ts', `import type { Event } from '../../shared/event/event.ts'`],
  ['widget/core/queue.ts', `import type { mount } from '../view/index.ts'`],
  ['widget/view/body.tsx', `import { parseCopy } from '../../shared/copy/parse.ts'`],
  ['server/http/api/decide.ts', `import { type Gate, type Facts } from '../../engine/decide.ts'`],
  ['server/console/main.tsx', `import { preview } from '../../widget/preview.ts'`],
  ['server/console/main.tsx', `import type { ConsoleApi } from '../http/console/api.ts'`],
])('allows in %s: %s', (path, text) => {
  const found = importsOf({ path, text })
  expect(found).not.toEqual([])
  expect(rows.flatMap((row) => judge(row, found))).toEqual([])
})

test('sees a cycle of values, and none where types close the circle', () => {
  const a = { path: 'shared/a.ts', text: `import { b } from './b.ts'` }
  const b = { path: 'shared/b.ts', text: `export * from './a.ts'` }
  const typed = { path: 'shared/b.ts', text: `import type { a } from './a.ts'` }
  expect(findCycles([a, b].flatMap(importsOf))).toEqual([
    'shared/a.ts -> shared/b.ts -> shared/a.ts',
  ])
  expect(findCycles([a, typed].flatMap(importsOf))).toEqual([])
})
