import { Button } from './Button.tsx'
import { useConsole } from './context.tsx'

export const Toasts = () => {
  const { toasts } = useConsole()
  return (
    <div class="toasts" role="status" aria-live="polite">
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
