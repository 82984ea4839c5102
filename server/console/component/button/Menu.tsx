/** A button that opens a panel; closes on Escape, on a click elsewhere and when the focus leaves. */
import { useSignal, useSignalEffect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Right } from '../../../../shared/workspace/role.ts'
import { useRefusal } from '../frame/rights.ts'
import { Icon, type IconName } from '../mark/Icon.tsx'

type Props = {
  label: string
  icon?: IconName
  /** The button's words; without them it is the icon alone. */
  text?: ComponentChildren
  tone?: 'plain' | 'quiet'
  size?: 'small'
  place?: string
  onOpen?(): void
  children: (close: () => void) => ComponentChildren
}

export const Menu = ({
  label,
  icon,
  text,
  tone = 'quiet',
  size,
  place = '',
  onOpen,
  children,
}: Props) => {
  const isOpen = useSignal(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    isOpen.value = false
    button.current?.focus()
  }
  useEffect(() => {
    const onPointer = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) isOpen.value = false
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [isOpen])
  useSignalEffect(() => {
    if (isOpen.value) requestAnimationFrame(() => showFrom(root.current))
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen.value) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const isInField = event.target instanceof HTMLInputElement
    // From where one searches it goes down into what was found.
    const isSearched = isInField && event.target.type === 'search' && step === 1
    if (step === 0 || (isInField && !isSearched)) return
    const items = [...(root.current?.querySelectorAll<HTMLElement>('.menu-item') ?? [])]
    const at = items.indexOf(document.activeElement as HTMLElement)
    items.at((at + step + items.length) % items.length)?.focus()
    event.preventDefault()
  }
  const onFocusOut = (event: FocusEvent) => {
    const next = event.relatedTarget
    if (next instanceof Node && !root.current?.contains(next)) isOpen.value = false
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are for the buttons in it
    <div class="menu" ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        ref={button}
        class={['button', tone, size, !text && 'icon'].filter(Boolean).join(' ')}
        aria-expanded={isOpen.value}
        aria-label={text ? undefined : label}
        title={text ? undefined : label}
        onClick={() => {
          isOpen.value = !isOpen.value
          if (isOpen.value) onOpen?.()
        }}
      >
        {icon && <Icon name={icon} />}
        {text}
      </button>
      {isOpen.value && <div class={`menu-panel ${place}`}>{children(close)}</div>}
    </div>
  )
}

/** The first of it has the focus, and all of it is seen: it may open at the foot of the window. */
function showFrom(menu: HTMLElement | null) {
  const panel = menu?.querySelector('.menu-panel')
  panel?.querySelector<HTMLElement>('input, button')?.focus()
  panel?.scrollIntoView({ block: 'nearest' })
}

type ItemProps = {
  icon?: IconName
  /** What it takes: whoever may not finds it disabled, with the reason. */
  needs?: Right
  onClick(): void
  children: ComponentChildren
}

export const MenuItem = ({ icon, needs, onClick, children }: ItemProps) => {
  const refusal = useRefusal(needs)
  return (
    <button
      type="button"
      class="menu-item"
      onClick={onClick}
      disabled={refusal !== null}
      title={refusal ?? undefined}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}
