/** Tabs of one browser tell each other what was shown and closed. */
export type Notice = { user: string | undefined; nudge: string; isClosed: boolean }
export type Tell = (notice: Notice) => void

export function joinTabs(name: string, onNotice: (notice: Notice) => void): Tell {
  let channel: BroadcastChannel | undefined
  const join = () => {
    if (!window.BroadcastChannel) return
    channel = new BroadcastChannel(name)
    channel.onmessage = ({ data }) => onNotice(data)
  }
  join()
  // An open channel would keep a page that is going from coming back whole.
  addEventListener('pagehide', () => channel?.close())
  addEventListener('pageshow', ({ persisted }) => persisted && join())
  return (notice) => channel?.postMessage(notice)
}
