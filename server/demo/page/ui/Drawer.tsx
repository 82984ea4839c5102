import { signal } from '@preact/signals'
import type { Heard } from '../../heard-words.ts'
import { heard, isConnected } from '../model/heard.ts'
import { session } from '../model/session.ts'
import { Icon } from './icons.tsx'

const isWide = matchMedia('(min-width: 1180px)')
const isOpen = signal(isWide.matches)

const times = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })
const kinds: Record<Heard['kind'], string> = {
  event: 'Heard',
  signal: 'Signal',
  prompt: 'Prompt',
  held: 'Held back',
}

export function Drawer() {
  const toggle = () => {
    isOpen.value = !isOpen.value
  }
  const account = session.value?.tide.id ?? ''
  return (
    <aside class={isOpen.value ? 'drawer open' : 'drawer'} aria-label="What Brim heard">
      <button
        type="button"
        class="drawer-handle"
        aria-expanded={isOpen.value}
        aria-controls="heard"
        onClick={toggle}
      >
        <span class={isConnected.value ? 'pulse on' : 'pulse'} />
        <span class="handle-text">What Brim heard</span>
        <Icon name={isOpen.value ? 'close' : 'pulse'} />
      </button>
      <div class="drawer-body" id="heard" hidden={!isOpen.value}>
        <p class="drawer-hint">
          Tideboard is the product; this panel is not part of it. Click around and see what Brim
          makes of it.
        </p>
        {heard.value.length === 0 && <p class="drawer-empty">Nothing yet.</p>}
        <ol>
          {heard.value.map((one) => (
            <li key={one.id} class={one.kind}>
              <p class="heard-head">
                <span class="kind">{kinds[one.kind]}</span>
                <time dateTime={new Date(one.at).toISOString()}>{times.format(one.at)}</time>
              </p>
              <p class="heard-title">{one.title}</p>
              {one.detail && <p class="heard-detail">{one.detail}</p>}
            </li>
          ))}
        </ol>
        <a
          class="drawer-link"
          href={`/console/accounts/${encodeURIComponent(account)}`}
          target="_blank"
          rel="noreferrer"
        >
          This account in Brim’s console
          <Icon name="out" />
        </a>
      </div>
    </aside>
  )
}
