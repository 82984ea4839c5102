/**
 * A page with one prompt over it, drawn by what ships: in the top layer, with focus, at the size of
 * the window. Its query says which; whoever holds it in a frame may say another by a message.
 */
import { type Mounted, mount } from '../../../widget/preview.ts'
import { copyIn } from './copy/index.ts'
import { promptOf } from './prompt-of.ts'
import { type GalleryState, readState } from './state.ts'

const root = document.documentElement
const opener = find('#opener')
const place = find('#place')
let drawn: Mounted | undefined
let state: GalleryState

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector)
  if (!element) throw new Error(`The frame has no ${selector}`)
  return element
}

function show(query: string) {
  state = readState(query)
  root.dataset.scheme = state.scheme
  root.dataset.format = state.format
  opener.textContent = copyIn[state.locale].opener
  root.dir = promptOf(state, Date.now()).dir
  keepFocus(draw)
}

/** Whoever holds the frame has asked from there, and goes on there: a dialog would take the focus. */
function keepFocus(work: () => void) {
  if (parent === window) return work()
  const holder = parent.document
  const before = holder.activeElement as HTMLElement | null
  work()
  if (holder.activeElement === before) return
  if (before && before !== holder.body) before.focus({ preventScroll: true })
  else (frameElement as HTMLElement).blur()
}

function draw() {
  close()
  drawn = mount(promptOf(state, Date.now()), {
    anchor: state.format === 'popover' ? opener : place,
    now: () => Date.now(),
    onAnswer: close,
    onEnd: close,
  })
}

function close() {
  drawn?.close()
  drawn = undefined
}

opener.addEventListener('click', draw)
// Nobody leaves by the links of an example. The prompt keeps its clicks to itself, so they are met before it.
addEventListener(
  'click',
  (event) => {
    if (event.composedPath().some((one) => one instanceof HTMLAnchorElement)) event.preventDefault()
  },
  { capture: true },
)
addEventListener('message', ({ origin, data }) => {
  if (origin === location.origin && typeof data === 'string') show(data)
})
show(location.search)
