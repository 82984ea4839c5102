import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { definitionSchemas, publicationRequest } from '../../../shared/definition/definition.ts'
import { destinationBody } from '../../../shared/destination/destination.ts'
import { newSource, sourceChange, sourceSecret } from '../../../shared/event/source.ts'
import { worthRequest } from '../../../shared/play/alert.ts'
import { dryRunRequest } from '../../../shared/play/dry-run.ts'
import * as api from '../../../shared/protocol/api.ts'
import { errorCodes } from '../../../shared/protocol/error.ts'
import { replayRequest } from '../../../shared/replay/replay.ts'
import { settingsPatch } from '../../../shared/workspace/settings.ts'
import { testApp } from '../../test-app.ts'
import { fileBody } from '../api/file.ts'
import { examples } from './docs/examples.ts'
import { openApiDocument } from './document.ts'

test('the OpenAPI document holds together', async () => {
  const { request } = await testApp()
  const response = await request('GET', '/openapi.json')
  expect(response.status).toBe(200)
  const document = (await response.json()) as ReturnType<typeof openApiDocument>
  expect(document.openapi).toBe('3.1.0')
  const text = JSON.stringify(document)
  const schemas = Object.keys(document.components?.schemas ?? {})
  const refs = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((one) => one[1])
  expect(refs.filter((ref) => !schemas.includes(ref ?? ''))).toEqual([])
  expect(schemas.filter((name) => !refs.includes(name))).toEqual([])
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.values(
      methods as Record<
        string,
        { operationId: string; parameters?: { name: string; in: string }[] }
      >,
    ).map((one) => ({ path, ...one })),
  )
  const ids = operations.map((one) => one.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const one of operations) {
    const inPath = [...one.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1])
    const declared = (one.parameters ?? []).filter((each) => each.in === 'path')
    expect(
      declared.map((each) => each.name),
      one.operationId,
    ).toEqual(inPath)
  }
})

test.each(['/docs', '/openapi.json', '/brim.schema.json'])(
  '%s goes out packed to whoever takes it so, and says the same',
  async (path) => {
    const { request } = await testApp()
    const plain = await request('GET', path)
    const packed = await request('GET', path, undefined, { 'accept-encoding': 'gzip, br' })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(packed.headers.get('vary')).toContain('Accept-Encoding')
    const [text, bytes] = [await plain.text(), Buffer.from(await packed.arrayBuffer())]
    expect(bytes.length * 4).toBeLessThan(text.length)
    expect(gunzipSync(bytes).toString()).toBe(text)
  },
)

test('paths of the widget carry no word that ad blockers look for', () => {
  const paths = Object.keys(openApiDocument().paths ?? {}).filter((path) => path.startsWith('/b'))
  expect(paths).not.toEqual([])
  for (const path of paths) expect(path).not.toMatch(/track|collect|analytics|ads|event/)
})

test('examples of the docs fit their schemas', () => {
  const schemas: Record<string, z.ZodType> = {
    OpenRequest: api.openRequest,
    SyncRequest: api.syncRequest.extend({ items: z.array(api.itemSchemas.widgetItem) }),
    EventsRequest: api.eventsRequest.extend({ events: z.array(api.itemSchemas.event) }),
    MetersRequest: api.metersRequest.extend({ readings: z.array(api.itemSchemas.meterReading) }),
    ConversionsRequest: api.conversionsRequest.extend({
      conversions: z.array(api.itemSchemas.conversion),
    }),
    AccountRequest: api.accountRequest,
    UserRequest: api.userRequest,
    TrialRequest: api.trialRequest,
    ClaimRequest: api.claimRequest,
    ConsentRequest: api.consentRequest,
    SettingsPatch: settingsPatch,
    DecideRequest: api.decideRequest,
    DestinationRequest: destinationBody,
    NewSource: newSource,
    SourceChange: sourceChange,
    SourceSecret: sourceSecret,
    ExplainRequest: api.explainRequest,
    PagePreviewRequest: api.pagePreviewRequest,
    PublicationRequest: publicationRequest,
    ReplayRequest: replayRequest,
    DryRunRequest: dryRunRequest,
    WorthRequest: worthRequest,
    Play: definitionSchemas.play,
    DefinitionsFile: fileBody,
    Trigger: definitionSchemas.trigger,
    Meter: definitionSchemas.meter,
    Nudge: definitionSchemas.nudge,
    Offer: definitionSchemas.offer,
    Plan: definitionSchemas.plan,
  }
  expect(Object.keys(examples).sort()).toEqual(Object.keys(schemas).sort())
  for (const [name, schema] of Object.entries(schemas)) {
    expect(schema.safeParse(examples[name]).error, name).toBeUndefined()
  }
})

test('the docs are one page for people, without a script', async () => {
  const { request } = await testApp()
  const response = await request('GET', '/docs')
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  const page = await response.text()
  expect(page).not.toMatch(/<script|style="|undefined|\[object/)
  for (const code of errorCodes) expect(page).toContain(`<code>${code}</code>`)
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((one) => one[1])
  expect(new Set(ids).size).toBe(ids.length)
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map((one) => one[1])
  expect(targets.filter((target) => !ids.includes(target))).toEqual([])
  const style = await request('GET', '/docs/style.css')
  expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8')
})

test('the root leads to the console, and nowhere else leads anywhere', async () => {
  const { request } = await testApp()
  const root = await request('GET', '/')
  expect([root.status, root.headers.get('location')]).toEqual([302, '/console/'])
  expect((await request('POST', '/', {})).status).toBe(404)
  const nowhere = await request('GET', '/wp-login.php')
  expect(nowhere.status).toBe(404)
  expect(await nowhere.json()).toEqual({
    error: { code: 'not_found', message: 'There is nothing here' },
  })
})
