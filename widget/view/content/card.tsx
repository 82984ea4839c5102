/** What every format has in common: the frame with language and theme, and the card's contents. */
import type { ComponentChildren } from 'preact'
import { plainText } from '../../../shared/copy/resolve.ts'
import type { Prompt } from '../../../shared/decision/prompt.ts'
import type { Draw } from '../drawing.ts'
import type { Model } from '../model.ts'
import { Actions, Close, Wishes } from './actions.tsx'
import { Comparison } from './comparison.tsx'
import { Copy } from './copy.tsx'
import { Countdown } from './countdown.tsx'
import { Icon } from './icon.tsx'
import { Picture } from './picture.tsx'
import { Usage } from './usage.tsx'

type Props = { model: Model }

export function Frame({ model, children }: Props & { children: ComponentChildren }) {
  const { locale, dir } = model.prompt
  return (
    <div class="frame" part="frame" lang={locale} dir={dir}>
      {children}
    </div>
  )
}

export function Card({ model }: Props) {
  const { title, body, list, usage, comparison, countdown } = model.prompt
  return (
    <div class="card" part="card" data-answer="">
      <Picture model={model} />
      <div class="text">
        <h2 id="title" part="title">
          <Copy of={title} />
        </h2>
        {body.length > 0 && (
          <p id="body" part="body">
            <Copy of={body} />
          </p>
        )}
        {usage && <Usage usage={usage} />}
        {list.length > 0 && (
          // Safari drops the semantics of a list without markers unless the role says it.
          // biome-ignore lint/a11y/noRedundantRoles: see above
          <ul part="list" role="list">
            {list.map((line, at) => (
              <li key={at}>
                <Icon name="check" />
                <span>
                  <Copy of={line} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {comparison && <Comparison comparison={comparison} />}
        {countdown && <Countdown model={model} countdown={countdown} />}
      </div>
      <div class="foot" part="foot">
        <Actions prompt={model.prompt} />
        <Wishes prompt={model.prompt} />
      </div>
      <Close prompt={model.prompt} />
    </div>
  )
}

/**
 * The card of all that is no dialog, with its words beside it: heard, not seen. Their place is there
 * before it has anything to say, or nobody would hear it.
 */
export const drawSection =
  (part: string, look: string, popover?: 'manual'): Draw =>
  (model) => (
    <Frame model={model}>
      <section class={`box ${look}`} part={part} popover={popover} aria-labelledby="title">
        <Card model={model} />
      </section>
      <div class="heard" role="status">
        {model.isSpoken && wordsOf(model.prompt)}
      </div>
    </Frame>
  )

const wordsOf = ({ title, body }: Prompt) => `${plainText(title)}. ${plainText(body)}`
