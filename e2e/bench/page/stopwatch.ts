/**
 * Runs in the measured page: from the call to the end of the first frame that has the message in it.
 * The end is a message posted by that frame's animation callback: its task comes once the frame's
 * style, layout, paint and commit are done. Two animation frames would wait for the screen's next
 * tick and so hide up to 16 ms of difference; the browser's paint entries don't see into shadow
 * roots, and its event timing is rounded to 8 ms.
 */
import './subject/subject.ts'

export type Lap = {
  /** What the person waits: from the call to the end of that frame. */
  paintedMs: number
  /** Of this, what the main thread works: the call and the frame, without the wait between them. */
  busyMs: number
}

declare global {
  interface Window {
    brim: { paywall(feature: string): unknown }
    /** `phaseMs`: how long after the last tick of the screen the call comes. */
    stopwatch(phaseMs: number): Promise<Lap>
  }
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const frameEnd = () =>
  new Promise<{ isDrawn: boolean; startedAt: number }>((resolve) => {
    requestAnimationFrame(() => {
      const startedAt = performance.now()
      const isDrawn = window.subject.isDrawn()
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve({ isDrawn, startedAt })
      }
      port2.postMessage(null)
    })
  })

window.stopwatch = async (phaseMs) => {
  await frameEnd()
  await later(phaseMs)
  if (window.subject.isDrawn()) throw new Error('Something was drawn before the call')
  const start = performance.now()
  void window.subject.show()
  const callMs = performance.now() - start
  for (let frames = 0; frames < 100; frames++) {
    const { isDrawn, startedAt } = await frameEnd()
    const end = performance.now()
    if (isDrawn) return { paintedMs: end - start, busyMs: callMs + end - startedAt }
  }
  throw new Error('Nothing was drawn')
}
