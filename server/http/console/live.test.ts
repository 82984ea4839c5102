import { expect, onTestFinished, test, vi } from 'vitest'
import { testApp } from '../../test-app.ts'

const textOf = async (response: Response) => {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) text += decoder.decode(chunk)
  return text
}

test('one person has so many streams open and no more, and each that ends makes room', async () => {
  const { signIn, addMember, owner, deps } = await testApp()
  const ask = await signIn()
  const open = () => ask('GET', '/w/w1/live?backlog=0')
  const streams = await Promise.all(Array.from({ length: 20 }, open))
  expect(new Set(streams.map((one) => one.status))).toEqual(new Set([200]))
  const refused = await open()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30'])
  await addMember('bob', 'w1', 'viewer')
  const asBob = await signIn('bob@example.com', owner.password)
  expect((await asBob('GET', '/w/w1/live?backlog=0')).status).toBe(200)
  deps.live.close()
  await Promise.all(streams.map(textOf))
  const again = await open()
  expect(again.status).toBe(200)
  await again.body?.cancel()
})

test('a stream ends soon after its person has signed out', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { signIn } = await testApp()
  const ask = await signIn()
  const stream = await ask('GET', '/w/w1/live?backlog=0')
  const heard = textOf(stream)
  await ask('POST', '/auth/sign-out', {})
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await heard).toContain('retry:')
})
