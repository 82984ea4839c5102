/** The page on which it is said whether an alert was worth it: no script, and nothing from elsewhere. */
import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { Worth } from '../../../shared/play/alert.ts'

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
main { max-width: 26rem; padding: 2rem 1.5rem; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .25rem; text-wrap: balance; }
p { margin: 0 0 1.5rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; }
button { font: inherit; min-height: 2.75rem; padding: .5rem 1.25rem; border: 1px solid currentColor; border-radius: .5rem; background: transparent; color: inherit; cursor: pointer; }
button.chosen { background: CanvasText; color: Canvas; }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`

/** Its one style is known by its hash, and its form leads here alone. */
export const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

type Asked = {
  /** What it is about, such as “Acme: keeps hitting the export paywall”. */
  title: string
  /** What the link was for, or what has been said. */
  worth: Worth | null
  /** It has just been said. */
  isSaid: boolean
}

export function worthPage({ title, worth, isSaid }: Asked) {
  const words = isSaid
    ? 'Thank you, it is noted. You can change your mind.'
    : 'Your answer says whether this play is worth your time.'
  const button = (value: Worth, text: string) =>
    html`<button name="worth" value="${value}" class="${worth === value ? 'chosen' : ''}">${text}</button>`
  return page(
    'Was this worth it?',
    html`<h1>${isSaid ? 'Thank you' : 'Was this worth it?'}</h1>
      <p><strong>${title}</strong><br />${words}</p>
      <form method="post">${button('yes', 'Yes, it was')} ${button('no', 'No')}</form>`,
  )
}

export function gonePage() {
  return page(
    'Nothing here',
    html`<h1>This link leads nowhere</h1>
      <p>The alert is gone, or the link is not whole. Look for it under Alerts in Brim.</p>`,
  )
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Brim</title>
        <style>${raw(style)}</style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`
}
