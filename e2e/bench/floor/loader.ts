/** The least that loads on every page: asks what is armed, keeps a queue, fetches the view when idle. */
const tag = document.currentScript as HTMLScriptElement
const { key, user, api = '' } = tag.dataset
const queue: object[] = []
let isWaiting = false

const post = (path: string, body: object) =>
  fetch(api + path, {
    method: 'POST',
    keepalive: true,
    body: JSON.stringify({ v: 1, key, user, ...body }),
  })

function flush() {
  isWaiting = false
  if (queue.length > 0) void post('/v1/sync', { items: queue.splice(0) })
}

function track(name: string, properties?: object) {
  queue.push({ messageId: crypto.randomUUID(), name, properties, occurredAt: new Date() })
  if (!isWaiting) setTimeout(flush, 1_000)
  isWaiting = true
}

async function open() {
  const response = await post('/v1/open', { page: location.pathname })
  const { armed } = await response.json()
  const view = `${api}/view.js`
  if (armed.length > 0) requestIdleCallback(() => import(/* @vite-ignore */ view))
}

for (const name of ['pushState', 'replaceState'] as const) {
  const original = history[name]
  history[name] = function (...given) {
    original.apply(this, given)
    track('page_viewed', { path: location.pathname })
  }
}
addEventListener('pagehide', () => {
  if (queue.length > 0) navigator.sendBeacon(`${api}/v1/sync`, JSON.stringify({ items: queue }))
})
Object.assign(window, { brim: { track } })
track('page_viewed', { path: location.pathname })
void open()
requestIdleCallback(() => {
  for (const old of Object.keys(localStorage)) if (old.startsWith('brim:')) queue.push({ old })
})
