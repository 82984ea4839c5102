/** What every format has in common: the frame with language and theme, and the card's contents. */
import type { ComponentChildren } from 'preact'
import { Actions, Close, Wishes } from './actions.tsx'
import { Copy } from './copy.tsx'
import { CheckIcon, OfferIcon } from './icon.tsx'
import type { Model } from './model.ts'

export function Frame({ model, children }: { model: Model; children: ComponentChildren }) {
  const { locale, dir } = model.prompt.value
  return (
    <div class="frame" part="frame" lang={locale} dir={dir} data-theme={model.theme.value}>
      {children}
    </div>
  )
}

/** `takesFocus`: the heading is where reading starts when the card takes the screen. */
export function Card({ model, takesFocus = false }: { model: Model; takesFocus?: boolean }) {
  const { title, body, list, offer } = model.prompt.value
  return (
    <div class="card" part="card">
      <OfferIcon kind={offer.kind} />
      <div class="text">
        <h2 id="title" part="title" tabIndex={takesFocus ? -1 : undefined} autofocus={takesFocus}>
          <Copy of={title} />
        </h2>
        {body.length > 0 && (
          <p id="body" part="body">
            <Copy of={body} />
          </p>
        )}
        {list.length > 0 && (
          // Safari drops the semantics of a list without markers unless the role says it.
          // biome-ignore lint/a11y/noRedundantRoles: see above
          <ul part="list" role="list">
            {list.map((line, at) => (
              <li key={at}>
                <CheckIcon />
                <span>
                  <Copy of={line} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="foot">
        <Actions model={model} />
        <Wishes model={model} />
      </div>
      <Close model={model} />
    </div>
  )
}

/** Heard, not seen. It is there before it has anything to say, or nobody would hear it. */
export function Status({ model }: { model: Model }) {
  return (
    <div class="heard" role="status">
      {model.spoken}
    </div>
  )
}
