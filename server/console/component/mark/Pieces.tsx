/** A text with what went and what came, for eyes and for screen readers. */
import type { Piece } from '../../model/versions/word-diff.ts'

export const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>
    {pieces.map(({ kind, text }, at) => {
      const key = `${at} ${kind}`
      if (kind === 'gone') return <del key={key}>{text}</del>
      return kind === 'new' ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>
    })}
  </>
)
