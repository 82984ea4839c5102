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

test('a stream that nobody reads is cut off, and takes no place among those of its person', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { signIn } = await testApp()
  const ask = await signIn()
  const open = () => ask('GET', '/w/w1/live?backlog=0')
  const streams = await Promise.all(Array.from({ length: 20 }, open))
  expect((await open()).status).toBe(429)
  const [read] = streams
  let isOver = false
  const heard =
    read &&
    textOf(read).finally(() => {
      isOver = true
    })
  for (let beat = 0; beat < 3; beat++) await vi.advanceTimersByTimeAsync(15_000)
  // Nineteen are gone; the one that is read goes on.
  const more = await Promise.all(Array.from({ length: 20 }, open))
  expect(more.filter((one) => one.status === 200).length).toBe(19)
  expect(isOver).toBe(false)
  for (const one of more) await one.body?.cancel()
  await ask('POST', '/auth/sign-out', {})
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await heard).toContain('still here')
})

test('a reader that falls too far behind is cut off', async () => {
  const { api, signIn } = await testApp()
  const ask = await signIn()
  const behind = await ask('GET', '/w/w1/live?backlog=0')
  const events = Array.from({ length: 500 }, (_, i) => ({
    name: 'probe',
    account: 'acme',
    user: `u${i}`,
  }))
  for (let i = 0; i < 6; i++) await api('POST', '/events', { events })
  expect((await textOf(behind)).match(/^data: /gm)?.length ?? 0).toBeLessThan(1_000)
})
