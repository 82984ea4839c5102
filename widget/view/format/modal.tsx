/** A native modal dialog: the browser keeps focus in it, gives it back, and puts it above everything. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Card, Frame } from '../frame.tsx'
import type { Model } from '../model.ts'
import { modalSheet } from '../styles/modal.ts'
import type { Format } from './index.ts'

/** The second click of a double click on the opener must not count as a click beside the dialog. */
const deafMs = 500

function Modal({ model }: { model: Model }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const pressed = useRef(false)
  const openedAt = useRef(0)
  useLayoutEffect(() => {
    openedAt.current = performance.now()
    if (!model.isPreview) dialog.current?.showModal()
  }, [])
  const dismiss = () => model.answer({ outcome: 'dismissed' })
  const described = model.prompt.value.body.length > 0 ? 'body' : undefined
  const card = <Card model={model} takesFocus={!model.isPreview} />

  if (model.isPreview) {
    return (
      <Frame model={model}>
        <div class="scrim">
          <div class="dialog" role="dialog" aria-labelledby="title" aria-describedby={described}>
            {card}
          </div>
        </div>
      </Frame>
    )
  }
  return (
    <Frame model={model}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Escape, see onCancel */}
      <dialog
        ref={dialog}
        class="dialog"
        part="dialog"
        aria-labelledby="title"
        aria-describedby={described}
        onCancel={(event) => {
          event.preventDefault()
          dismiss()
        }}
        onClose={dismiss}
        onPointerDown={(event) => {
          // Text selected from inside to beyond the edge ends there, but did not begin there.
          pressed.current = event.target === dialog.current
        }}
        onClick={(event) => {
          const isBeside = event.target === dialog.current && pressed.current
          if (isBeside && event.timeStamp - openedAt.current > deafMs) dismiss()
        }}
      >
        {card}
      </dialog>
    </Frame>
  )
}

export const modal: Format = {
  Format: Modal,
  sheet: modalSheet,
  place: (element) => document.body.append(element),
  // Closing, and not only removing, is what returns the focus.
  close: (root) => root.querySelector('dialog')?.close(),
}
