/** How one text became another, word by word. Pure. */

export type Piece = { kind: 'same' | 'gone' | 'new'; text: string }

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
/** Beyond this a text is shown as replaced: nobody reads such a difference. */
const mostWords = 1500

/** In reading order; of a replaced word the old one stands first. */
export function piecesOf(before: string, after: string): Piece[] {
  const [a, b] = [tokensOf(before), tokensOf(after)]
  if (a.length > mostWords || b.length > mostWords) {
    return joined([
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ])
  }
  const common = commonLengths(a, b)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i] as string })
      i++
      j++
    } else if (j >= b.length || (i < a.length && at(common, i + 1, j) >= at(common, i, j + 1))) {
      pieces.push({ kind: 'gone', text: a[i++] as string })
    } else pieces.push({ kind: 'new', text: b[j++] as string })
  }
  return joined(pieces)
}

const tokensOf = (text: string) => [...words.segment(text)].map((one) => one.segment)

/** `[i][j]`: how many words the ends of both texts have in common, from i and from j on. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  )
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i] as number[]
      row[j] =
        a[i] === b[j]
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
    }
  }
  return lengths
}

const at = (lengths: readonly number[][], i: number, j: number) => lengths[i]?.[j] ?? 0

/**
 * Neighbours of one kind are one piece. A space alone between two changes belongs to them, so that a
 * new phrase is one piece and not a row of words.
 */
function joined(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[] = []
  let changed = { gone: '', new: '' }
  const end = () => {
    for (const kind of ['gone', 'new'] as const) {
      if (changed[kind] !== '') runs.push({ kind, text: changed[kind] })
    }
    changed = { gone: '', new: '' }
  }
  const isChange = (i: number) => (pieces[i]?.kind ?? 'same') !== 'same'
  pieces.forEach(({ kind, text }, i) => {
    if (kind !== 'same') changed[kind] += text
    else if (text.trim() === '' && isChange(i - 1) && isChange(i + 1)) {
      changed.gone += text
      changed.new += text
    } else {
      end()
      const last = runs.at(-1)
      if (last?.kind === 'same') last.text += text
      else runs.push({ kind, text })
    }
  })
  end()
  return runs
}
