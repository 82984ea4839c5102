/** How far a run over history has come. */
export const ReplayProgress = ({
  words,
  progress,
}: {
  words: string
  /** Null before the first entry was read. */
  progress: { done: number; of: number } | null
}) => (
  <span class="replay-progress">
    <span class="muted small">{words}…</span>
    <progress
      value={progress && progress.of > 0 ? progress.done / progress.of : 0}
      max={1}
      aria-label={words}
    />
  </span>
)
