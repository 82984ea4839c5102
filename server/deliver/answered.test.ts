import { expect, test } from 'vitest'
import { jsonIn, reasonIn } from './answered.ts'

test.each([
  ['{"message":"plainly"}', 'plainly'],
  ['{"errors":[{"code":"not_found","message":"User Not Found"}]}', 'User Not Found'],
  ['{"errors":[{"code":"token_blocked"}]}', 'token_blocked'],
  ['{"errors":[{"detail":"too long"}],"message":"see errors"}', 'too long'],
  ['{"errors":["one","two"]}', 'one'],
  ['{"error":"invalid key"}', 'invalid key'],
  ['{"error":{"message":"inside"}}', 'inside'],
  ['{"result":false,"errorCode":"GSOBJ_1006","errorDesc":"Invalid date"}', 'Invalid date'],
  ['{"errors":[],"message":""}', undefined],
  ['{"message":7}', undefined],
  ['<html>proxy</html>', undefined],
  ['null', undefined],
  ['[]', undefined],
  ['', undefined],
])('the reason in %s is %j', (body, reason) => {
  expect(reasonIn({ body })).toBe(reason)
})

test('what is no object is an empty one', () => {
  for (const body of ['', 'ok', '1', 'null', '"x"', '{']) expect(jsonIn({ body })).toEqual({})
  expect(jsonIn({ body: '{"a":1}' })).toEqual({ a: 1 })
})
