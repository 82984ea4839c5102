/** Server-sent events, as far as Brim sends them: the data of each message, one line of it. */
export async function readMessages(
  body: ReadableStream<Uint8Array>,
  /** Something has come, if only a sign of life. */
  onSign: () => void,
  onData: (data: string) => void,
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    onSign()
    const lines = (text + decoder.decode(value, { stream: true })).split('\n')
    // The last one may go on.
    text = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('data:')) onData(line.slice(5))
    }
  }
}
