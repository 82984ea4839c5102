/** The frame of the two pages that come before the console. */
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Logo } from '../../component/frame/Logo.tsx'

type Props = { title: string; words: ComponentChildren; children: ComponentChildren }

export const Welcome = ({ title, words, children }: Props) => {
  useEffect(() => {
    document.title = `${title} · Brim`
  }, [title])
  const card = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const inputs = [...(card.current?.querySelectorAll('input') ?? [])]
    const empty = inputs.find(({ value }) => value === '')
    ;(empty ?? inputs[0])?.focus()
  }, [])
  return (
    <main class="welcome">
      <div class="welcome-card" ref={card}>
        <div class="brand">
          <Logo size={30} />
        </div>
        <div class="stack tight">
          <h1>{title}</h1>
          <p class="muted">{words}</p>
        </div>
        {children}
      </div>
    </main>
  )
}
