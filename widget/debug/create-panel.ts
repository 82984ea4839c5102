/** Puts the panel into the page: a shadow root of its own, styled through `adoptedStyleSheets` alone. */
import { createElement, render } from 'preact'
import type { Brim } from '../core/api.ts'
import type { Config } from '../core/config.ts'
import { createCodeKeeper } from './code.ts'
import type { Inside } from './inside.ts'
import { keepLog } from './log.ts'
import { Panel as PanelView } from './Panel.tsx'
import { Pill } from './Pill.tsx'
import { createPreview } from './preview/create-preview.ts'
import { panelSheet } from './style.ts'

export type Panel = {
  /** The first time on a page that is being built (`data-debug`) it shows as small as it can. */
  show(): void
}

/** Events that hosts listen to for shortcuts, focus traps and clicks outside. */
const kept = ['keydown', 'keyup', 'pointerdown', 'mousedown', 'click', 'focusin', 'focusout']
const everyMs = 1_000

type State = 'closed' | 'small' | 'open'

export function createPanel(brim: Brim, config: Config, peek: () => Inside): Panel {
  const element = document.createElement('brim-debug')
  const root = element.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [panelSheet()]
  for (const type of kept) element.addEventListener(type, (event) => event.stopPropagation())
  const isAsked = /brim-debug(?!-preview)/.test(location.hash)
  const isPreviewed = /brim-debug-preview/.test(window.name + location.hash)
  const preview = createPreview(config, peek)
  const code = createCodeKeeper(config.key)
  const lines = keepLog(brim, draw)
  let state: State = 'closed'
  let timer: ReturnType<typeof setInterval> | undefined
  let opener: Element | null = null
  let isNew = true

  if (config.isDebug) {
    const warn = (problem: unknown) => console.warn('[brim]', problem)
    brim.on('error', warn)
    const problem = peek()[6]
    if (problem) warn(problem)
  }

  function draw() {
    if (state === 'closed') return
    const seen = { brim, config, inside: peek(), lines }
    render(
      state === 'small'
        ? createElement(Pill, { ...seen, onOpen: () => become('open') })
        : createElement(PanelView, { ...seen, code, onClose: close }),
      root,
    )
  }

  function become(next: State) {
    state = next
    clearInterval(timer)
    if (state === 'closed') {
      render(null, root)
      element.remove()
      return
    }
    if (!element.isConnected) document.documentElement.append(element)
    timer = setInterval(draw, everyMs)
    if (state === 'open') opener = document.activeElement
    draw()
    if (state === 'open') root.querySelector<HTMLElement>('h1')?.focus()
  }

  function close() {
    become(config.isDebug ? 'small' : 'closed')
    if (opener instanceof HTMLElement && opener !== element) opener.focus()
    else root.querySelector('button')?.focus()
  }

  return {
    show() {
      const isFirst = isNew
      isNew = false
      if (isFirst) preview?.start()
      // What brought this file here was the preview, or what is left of one.
      if (isFirst && isPreviewed && !isAsked && !config.isDebug) return
      become(config.isDebug && isFirst ? 'small' : 'open')
    },
  }
}
