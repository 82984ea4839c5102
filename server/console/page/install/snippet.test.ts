import { expect, test } from 'vitest'
import { debugLink } from './snippet.ts'

test.each([
  ['https://app.example/boards?tab=1', 'https://app.example/boards?tab=1#brim-debug=v1.x'],
  ['https://app.example/#/boards', 'https://app.example/#/boards?brim-debug=v1.x'],
  ['https://app.example/#/boards?tab=1', 'https://app.example/#/boards?tab=1&brim-debug=v1.x'],
])('the link that debugs %s', (page, link) => {
  expect(debugLink(page, 'v1.x')).toBe(link)
})
