/** A page that stays open and listens: reads its stream, and keeps nothing of it. */
import type { Prepared } from '../workspace.ts'

export type Listener = { heard(): number; close(): void }

export const listen = async (
  url: string,
  { key, origin }: Prepared['page'],
  { id, account }: { id: string; account: string },
): Promise<Listener> => {
  const opened = await fetch(`${url}/b/v1/open`, {
    method: 'POST',
    headers: { origin, 'content-type': 'text/plain' },
    body: JSON.stringify({
      v: 1,
      key,
      user: { id },
      account: { id: account },
      page: 'https://app.example.com/boards',
      sentAt: new Date().toISOString(),
    }),
  })
  const { ticket } = (await opened.json()) as { ticket: string }
  const over = new AbortController()
  const stream = await fetch(`${url}/b/v1/live?ticket=${ticket}`, {
    headers: { origin },
    signal: over.signal,
  })
  if (!stream.ok || !stream.body) throw new Error(`A stream was refused: ${stream.status}`)
  let heard = 0
  const read = async (body: ReadableStream<Uint8Array>) => {
    for await (const chunk of body) heard += chunk.length
  }
  read(stream.body).catch(() => {})
  return { heard: () => heard, close: () => over.abort() }
}
