// A plain reader of server-sent events.

type Message = {
  armed: { nudge: string }[]
  event?: { name: string }
}

export type Heard = {
  /** The stream has begun. */
  begun: Promise<unknown>
  /** The next message of a kind that is so; what comes before is passed over. */
  until(kind: string, isSo: (message: Message) => boolean): Promise<Message>
  close(): void
}

const giveUpAfterMs = 15_000

export const listen = async (url: string, headers: Record<string, string>): Promise<Heard> => {
  const abort = new AbortController()
  const response = await fetch(url, { headers, signal: abort.signal })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const late = setTimeout(() => abort.abort(new Error('heard nothing of it')), giveUpAfterMs)
  let text = ''
  const read = async () => {
    const { value, done } = (await reader?.read()) ?? { done: true }
    if (done) throw new Error(`${url} ended`)
    text += value
  }
  return {
    begun: read(),
    async until(kind, isSo) {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end < 0) {
          await read()
          continue
        }
        const lines = text.slice(0, end).split('\n')
        text = text.slice(end + 2)
        const of = (field: string) =>
          lines.find((line) => line.startsWith(`${field}: `))?.slice(field.length + 2)
        const data = of('data')
        if (!data || (of('event') ?? 'message') !== kind) continue
        const message = JSON.parse(data) as Message
        if (isSo(message)) return message
      }
    },
    close() {
      clearTimeout(late)
      abort.abort()
    },
  }
}
