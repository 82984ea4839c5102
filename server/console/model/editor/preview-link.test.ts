import { expect, test } from 'vitest'
import { previewLink } from './preview-link.ts'

test.each([
  ['https://a.test/', 'https://a.test/#brim-debug-preview=v1.x'],
  ['https://a.test/b?c=1', 'https://a.test/b?c=1#brim-debug-preview=v1.x'],
  ['https://a.test/#/boards', 'https://a.test/#/boards?brim-debug-preview=v1.x'],
  ['https://a.test/#/boards?q=1', 'https://a.test/#/boards?q=1&brim-debug-preview=v1.x'],
])('%s', (page, link) => {
  expect(previewLink(page, 'v1.x')).toBe(link)
})
