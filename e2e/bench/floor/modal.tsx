/** The least that can show the same: one modal, Preact and signals in a shadow root, loaded already. */
import { signal } from '@preact/signals'
import { render } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { words } from '../page/prompt.ts'

const css = `
:host{all:initial}
dialog{box-sizing:border-box;inline-size:448px;max-inline-size:100%;padding:28px;border:0;border-radius:18px;font:15px/23px system-ui,sans-serif;color:#171a1b;background:#fff;box-shadow:0 28px 72px -20px rgb(30 28 22/.2)}
dialog::backdrop{background:rgb(24 26 27/.44)}
h2{margin:0;font-size:20px;line-height:27px}
ul{padding-inline-start:20px}
button,a{display:block;inline-size:100%;padding:9px 16px;font:inherit;color:inherit;text-align:center}
`

const shown = signal<typeof words | undefined>(undefined)

function Modal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  if (!shown.value) return null
  const { title, body, list, actions, dismiss } = shown.value
  const close = () => {
    shown.value = undefined
  }
  return (
    <dialog ref={dialog} onClose={close}>
      <h2>{title}</h2>
      <p>{body}</p>
      <ul>
        {list.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {actions.map(({ label, url }) => (
        <a key={label} href={url}>
          {label}
        </a>
      ))}
      <button type="button" onClick={close}>
        {dismiss}
      </button>
    </dialog>
  )
}

window.brim = {
  paywall() {
    const host = document.createElement('floor-prompt')
    const root = host.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
    document.body.append(host)
    shown.value = words
    render(<Modal />, root)
  },
}
