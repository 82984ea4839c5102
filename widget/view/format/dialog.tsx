/** Native modal dialogs: the browser keeps focus in them, gives it back, and puts them above everything. */
import { Card, Frame } from '../content/card.tsx'
import type { Format } from './index.ts'

const dialog = (name: 'modal' | 'sheet'): Format => ({
  draw: (model) => (
    <Frame model={model}>
      <dialog
        class={`box ${name}`}
        part={`dialog ${name}`}
        data-answer="dismissed"
        aria-labelledby="title"
        aria-describedby={model.prompt.body.length > 0 ? 'body' : undefined}
      >
        <Card model={model} />
      </dialog>
    </Frame>
  ),
  place: (element) => document.body.append(element),
  open({ root, dismiss }) {
    const dialog = root.querySelector('dialog') as HTMLDialogElement
    const title = root.getElementById('title') as HTMLElement
    // The heading is where reading starts when the prompt takes the screen.
    title.tabIndex = -1
    title.autofocus = true
    dialog.showModal()
    // Escape, or a phone's way back.
    dialog.onclose = dismiss
    // Closing, and not only removing, is what returns the focus.
    return [() => dialog.close()]
  },
})

export const modal = dialog('modal')
export const sheet = dialog('sheet')
