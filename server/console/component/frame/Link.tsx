/** A link within the console: no page load, and its data is asked for when it is pointed at. */
import type { ComponentChildren, TargetedMouseEvent } from 'preact'
import { useConsole } from './context.tsx'

type Props = {
  to: string
  class?: string
  children: ComponentChildren
  prefetch?: () => unknown
  'aria-label'?: string
  'aria-current'?: 'page' | undefined
}

export const Link = ({ to, prefetch, children, ...rest }: Props) => {
  const { router } = useConsole()
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey
    if (!isPlain || event.altKey || event.defaultPrevented) return
    event.preventDefault()
    router.go(to)
  }
  return (
    <a
      {...rest}
      href={router.href(to)}
      onClick={follow}
      onPointerEnter={prefetch}
      onFocus={prefetch}
    >
      {children}
    </a>
  )
}
