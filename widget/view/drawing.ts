/** A prompt as nodes: an element for the page, and in it a shadow root that no style crosses. */
import { type ComponentChild, render } from 'preact'
import type { Prompt } from '../../shared/decision/prompt.ts'
import type { Model } from './model.ts'
import { lookSheet } from './styles/index.ts'
import { sheetOf } from './styles/sheet.ts'
import { themeCss } from './theme.ts'

export type Drawing = { element: HTMLElement; root: ShadowRoot; model: Model }
export type Draw = (model: Model) => ComponentChild

/** Not in the page yet: what is drawn before it gets there is laid out once. */
export function createDrawing(prompt: Prompt, draw: Draw, now: Model['now']): Drawing {
  const element = document.createElement('brim-prompt')
  // React Aria would hide what comes beside a dialog of the page, and fetch the focus out of it.
  element.dataset.reactAriaTopLayer = 'true'
  const root = element.attachShadow({ mode: 'open' })
  const model: Model = { prompt, now, isSpoken: false, redraw: () => render(draw(model), root) }
  dress(root, prompt)
  model.redraw()
  return { element, root, model }
}

/** Brim's look, and over it what the workspace has set. */
export function dress(root: ShadowRoot, { theme }: Prompt, look = [lookSheet]): void {
  root.adoptedStyleSheets = theme ? [...look, sheetOf(themeCss(theme))] : look
}
