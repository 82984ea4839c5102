/** What a person can do: up to two actions, and three ways to say no. See answer.ts for `data-answer`. */
import type { Prompt } from '../../../shared/decision/prompt.ts'
import { targetOf } from '../target.ts'
import { Copy } from './copy.tsx'
import { Icon } from './icon.tsx'

type Props = { prompt: Prompt }

/** For a server from before prompts had labels. */
const english = { lang: 'en', later: 'Remind me later', never: 'Don’t show this again' }

export function Actions({ prompt }: Props) {
  const { actions, dismiss } = prompt
  return (
    <div class="actions" part="actions">
      {actions.map((_, at) => (
        <Action key={at} prompt={prompt} at={at} />
      ))}
      {actions.length < 2 && (
        <button type="button" class="button ghost" part="dismiss" data-answer="dismissed">
          {dismiss}
        </button>
      )}
    </div>
  )
}

function Action({ prompt, at }: Props & { at: number }) {
  const action = prompt.actions[at]
  if (!action) return null
  const rank = at === 0 ? 'primary' : 'secondary'
  const look = {
    class: `button ${rank}`,
    part: `action action-${rank}`,
    'data-answer': at,
    children: <Copy of={action.label} />,
  }
  if (!('url' in action)) return <button type="button" {...look} />
  const href = targetOf(action.url, prompt.decisionId, document.baseURI)
  return href ? <a href={href} {...look} /> : null
}

export function Wishes({ prompt }: Props) {
  const { lang, later, never } = prompt.labels ?? english
  return (
    <div class="wishes" part="wishes" lang={lang}>
      <button type="button" part="later" data-answer="snoozed">
        {later}
      </button>
      <button type="button" part="never" data-answer="never">
        {never}
      </button>
    </div>
  )
}

export function Close({ prompt }: Props) {
  const { dismiss } = prompt
  return (
    <button
      type="button"
      class="close"
      part="close"
      aria-label={dismiss}
      title={dismiss}
      data-answer="dismissed"
    >
      <Icon name="cross" />
    </button>
  )
}
