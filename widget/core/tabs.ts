/** Tabs of one browser tell each other what was shown and closed. */
export type Notice = { user: string | undefined; nudge: string; isClosed: boolean }

export function createTabs(name: string, onNotice: (notice: Notice) => void) {
  let channel: BroadcastChannel | undefined
  return {
    join() {
      if (channel || !window.BroadcastChannel) return
      channel = new BroadcastChannel(name)
      channel.onmessage = ({ data }) => onNotice(data)
    },
    /** An open channel would keep a page that is going from coming back whole. */
    leave() {
      channel?.close()
      channel = undefined
    },
    tell: (notice: Notice) => channel?.postMessage(notice),
  }
}

/** Does `work` when no other tab is at it. */
export function inTurn(name: string, work: () => void): void {
  if (navigator.locks) void navigator.locks.request(name, work).catch(() => {})
  else work()
}
