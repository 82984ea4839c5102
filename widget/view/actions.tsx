/** What a person can do: up to two actions, and three ways to say no. */
import type { PromptAction } from '../../shared/prompt.ts'
import { Copy } from './copy.tsx'
import { CloseIcon } from './icon.tsx'
import type { Model } from './model.ts'
import { targetOf } from './target.ts'

/** For a server from before prompts had labels. */
const english = { lang: 'en', later: 'Remind me later', never: 'Don’t show this again' }

export function Actions({ model }: { model: Model }) {
  const { actions, dismiss } = model.prompt.value
  return (
    <div class="actions" part="actions">
      {actions.map((action, at) => (
        <Action key={at} model={model} action={action} isPrimary={at === 0} />
      ))}
      {actions.length < 2 && (
        <button
          type="button"
          class="button ghost"
          part="dismiss"
          onClick={() => model.answer({ outcome: 'dismissed' })}
        >
          {dismiss}
        </button>
      )}
    </div>
  )
}

type ActionProps = { model: Model; action: PromptAction; isPrimary: boolean }

function Action({ model, action, isPrimary }: ActionProps) {
  const rank = isPrimary ? 'primary' : 'secondary'
  const look = {
    class: `button ${rank}`,
    part: `action action-${rank}`,
    onClick(event: Event) {
      if (model.isPreview) event.preventDefault()
      model.answer({ outcome: 'clicked', action, event })
    },
    children: <Copy of={action.label} />,
  }
  if (!('url' in action)) return <button type="button" {...look} />
  const href = targetOf(action.url, model.prompt.value.decisionId, document.baseURI)
  return href ? <a href={href} {...look} /> : null
}

export function Wishes({ model }: { model: Model }) {
  const { lang, later, never } = model.prompt.value.labels ?? english
  return (
    <div class="wishes" part="wishes" lang={lang}>
      <button type="button" part="later" onClick={() => model.answer({ outcome: 'snoozed' })}>
        {later}
      </button>
      <button type="button" part="never" onClick={() => model.answer({ outcome: 'never' })}>
        {never}
      </button>
    </div>
  )
}

export function Close({ model }: { model: Model }) {
  const { dismiss } = model.prompt.value
  return (
    <button
      type="button"
      class="close"
      part="close"
      aria-label={dismiss}
      title={dismiss}
      onClick={() => model.answer({ outcome: 'dismissed' })}
    >
      <CloseIcon />
    </button>
  )
}
