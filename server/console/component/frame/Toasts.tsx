import { useEffect } from 'preact/hooks'
import { Button } from '../button/Button.tsx'
import { useConsole } from './context.tsx'

export const Toasts = () => {
  const { toasts } = useConsole()
  useEffect(() => {
    // Who walks by Tab has a longer way than a mouse.
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Tab') toasts.wait()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [toasts])
  return (
    <div
      class="toasts"
      role="status"
      aria-live="polite"
      onPointerEnter={toasts.hold}
      onPointerLeave={toasts.release}
      onFocusIn={toasts.hold}
      onFocusOut={toasts.release}
    >
      {toasts.list.value.map(({ id, text, action }) => (
        <div class="toast" key={id}>
          <span>{text}</span>
          {action && (
            <Button
              onClick={() => {
                toasts.close(id)
                action.run()
              }}
            >
              {action.label}
            </Button>
          )}
          <Button icon="cross" label="Close" onClick={() => toasts.close(id)} />
        </div>
      ))}
    </div>
  )
}
