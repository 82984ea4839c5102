// The document is a promise: a linter reads it, and what the server really answers is held against it.
import spectral from '@stoplight/spectral-core'
import rulesets from '@stoplight/spectral-rulesets'
import { expect, test } from 'vitest'
import { openApiDocument } from './document.ts'

/** Rules of taste: tags stand in the order of the page, and nobody in particular runs a Brim. */
const off = { 'openapi-tags-alphabetical': 'off', 'contact-properties': 'off' } as const

test('a linter finds nothing in the OpenAPI document', async () => {
  const linter = new spectral.Spectral()
  linter.setRuleset({ extends: [[rulesets.oas, 'all']], rules: off } as Parameters<
    typeof linter.setRuleset
  >[0])
  const found = await linter.run(JSON.stringify(openApiDocument()))
  expect(found.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`)).toEqual(
    [],
  )
}, 120_000)

test('the linter sees what is wrong', async () => {
  const linter = new spectral.Spectral()
  linter.setRuleset({ extends: [[rulesets.oas, 'all']], rules: off } as Parameters<
    typeof linter.setRuleset
  >[0])
  const found = await linter.run('{"openapi":"3.1.0","info":{"title":"x"},"paths":{"/x/":{}}}')
  expect(found.map((one) => one.code)).toContain('oas3-schema')
}, 120_000)
