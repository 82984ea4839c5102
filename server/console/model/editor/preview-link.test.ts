import { expect, test } from 'vitest'
import { pageOf, previewLink } from './preview-link.ts'

test.each([
  ['https://a.test/', 'https://a.test/#brim-debug-preview=v1.x'],
  ['https://a.test/b?c=1', 'https://a.test/b?c=1#brim-debug-preview=v1.x'],
  ['https://a.test/#/boards', 'https://a.test/#/boards?brim-debug-preview=v1.x'],
  ['https://a.test/#/boards?q=1', 'https://a.test/#/boards?q=1&brim-debug-preview=v1.x'],
])('%s', (page, link) => {
  expect(previewLink(page, 'v1.x')).toBe(link)
})

const heard = (origin: string, isAllowed = true) => ({ origin, isAllowed })

test.each<[string, string[], ReturnType<typeof heard>[], string]>([
  [
    'where it was heard last',
    ['https://a.test'],
    [heard('https://b.test'), heard('https://a.test')],
    'https://b.test/',
  ],
  [
    'not where it is refused',
    ['https://a.test'],
    [heard('https://b.test', false)],
    'https://a.test/',
  ],
  ['the first that is no pattern', ['https://*.a.test', 'https://a.test'], [], 'https://a.test/'],
  ['an example where nothing is known', ['https://*.a.test'], [], 'https://app.example.com/'],
])('proposes %s', (_, allowed, origins, page) => {
  expect(pageOf(allowed, origins)).toBe(page)
})
