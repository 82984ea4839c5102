import type { Shown } from '../core/armed.ts'

/** Tabs of one browser tell each other what was shown and closed. */
export type Notice = Shown & { user: string | undefined; isClosed: boolean }
export type Tell = (notice: Notice) => void

export function joinTabs(name: string, onNotice: (notice: Notice) => void): Tell {
  let channel: BroadcastChannel | undefined
  const join = () => {
    try {
      channel = new BroadcastChannel(name)
      channel.onmessage = ({ data }) => onNotice(data)
    } catch {
      // Missing, or forbidden together with storage: this tab is on its own.
    }
  }
  join()
  // An open channel would keep a page that is going from coming back whole.
  addEventListener('pagehide', () => channel?.close())
  addEventListener('pageshow', ({ persisted }) => persisted && join())
  return (notice) => channel?.postMessage(notice)
}
