/** Says what is looked at, and that nobody else sees it. */

export type BarProps = {
  name: string | undefined
  /** What is wrong, or to be known. */
  said: string | undefined
  canShow: boolean
  onShow(): void
  onEnd(): void
}

export function Bar({ name, said, canShow, onShow, onEnd }: BarProps) {
  return (
    <section class="bar" aria-label="Preview of a draft">
      <p role="status">
        <strong>{name ?? 'Preview'}</strong>
        <span class="hint">{said ?? 'A draft that only you see. Nothing is counted.'}</span>
      </p>
      {canShow && (
        <button type="button" onClick={onShow}>
          Show again
        </button>
      )}
      <button type="button" onClick={onEnd}>
        End preview
      </button>
    </section>
  )
}
