/** How ready an account is, 0 to 100. */
export const Score = ({ score }: { score: number }) => {
  const shown = Math.round(score)
  const level = shown >= 60 ? 'high' : shown >= 30 ? 'some' : ''
  return (
    <span class={`score ${level}`}>
      <span class="visually-hidden">Readiness </span>
      {shown}
    </span>
  )
}
