/** Usage against a limit. */
import { numberInWords } from '../../../../shared/words/number.ts'

type Props = { label: string; used: number; limit: number | null }

export const Vessel = ({ label, used, limit }: Props) => {
  const share = limit ? Math.min(100, (used / limit) * 100) : 0
  const level = share >= 100 ? 'full' : share >= 80 ? 'near' : ''
  return (
    <div class="meter">
      <div class="meter-words">
        <span>{label}</span>
        <span class="number muted">
          <strong>{numberInWords(used)}</strong>
          {limit === null ? ', unlimited' : ` of ${numberInWords(limit)}`}
        </span>
      </div>
      <div class={`vessel ${level}`}>
        <span style={{ '--share': share }} />
      </div>
    </div>
  )
}
