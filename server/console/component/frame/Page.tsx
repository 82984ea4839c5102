/** The frame of a screen: its heading takes the focus when one comes from another screen. */
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Right } from '../../../../shared/workspace/role.ts'
import { Icon } from '../mark/Icon.tsx'
import { Link } from './Link.tsx'
import { useRefusal } from './rights.ts'

type Props = {
  title: string
  words?: ComponentChildren
  actions?: ComponentChildren
  badge?: ComponentChildren
  back?: { to: string; text: string }
  isWide?: boolean
  /** What its work takes: whoever may only look is told so. */
  needs?: Right
  children: ComponentChildren
}

let isFirst = true

export const Page = ({ title, words, actions, badge, back, isWide, needs, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null)
  const refusal = useRefusal(needs)
  useLayoutEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true })
    isFirst = false
  }, [])
  useEffect(() => {
    document.title = `${title} · Brim`
  }, [title])
  return (
    <div class={isWide ? 'page wide' : 'page'}>
      <header class="page-head">
        <div class="page-head-words">
          {back && (
            <Link class="back" to={back.to}>
              <Icon name="back" size={14} />
              {back.text}
            </Link>
          )}
          <div class="line">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {badge}
          </div>
          {words && <p>{words}</p>}
        </div>
        {actions && <div class="toolbar">{actions}</div>}
      </header>
      {refusal && (
        <p class="notice">
          <Icon name="eye" />
          {refusal}
        </p>
      )}
      {children}
    </div>
  )
}
