/** A place to drop a file on, or to paste one into; what is in it does the same by keyboard. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'

type Props = { onTake(files: FileList | null | undefined): void; children: ComponentChildren }

export const Drop = ({ onTake, children }: Props) => {
  const isOver = useSignal(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is in it does the same
    <div
      class={isOver.value ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        isOver.value = true
      }}
      onDragLeave={() => {
        isOver.value = false
      }}
      onDrop={(event) => {
        event.preventDefault()
        isOver.value = false
        onTake(event.dataTransfer?.files)
      }}
      onPaste={(event) => onTake(event.clipboardData?.files)}
    >
      {children}
    </div>
  )
}
