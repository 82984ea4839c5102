/** Beside the draft: what keeps it from going live, what its author should know, and how often it would come. */
import { counted } from '../../../../shared/words/number.ts'
import { Icon } from '../../component/mark/Icon.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import type { Review } from '../../model/publishing/review.ts'
import { forecastInWords } from '../../words/publishing.ts'
import { goToField } from '../editor/focus-field.ts'
import { Findings } from './Findings.tsx'

type Props = { editor: Editor; review: Review }

export const ReviewPanel = ({ editor, review }: Props) => {
  const findings = [...review.errors.value, ...review.warnings.value]
  return (
    <section class="card review" id="review" tabIndex={-1} aria-label="Before it goes live">
      <button
        type="button"
        class="review-head"
        aria-expanded={review.isOpen.value}
        onClick={() => {
          review.isOpen.value = !review.isOpen.value
        }}
      >
        <Icon name={iconOf(review)} />
        <span role="status">
          {summaryOf(review, {
            isAhead: editor.hasUnpublished.value,
            isRefused: editor.isRefused.value && editor.issues.value.length > 0,
          })}
        </span>
        <Icon name={review.isOpen.value ? 'up' : 'down'} size={14} />
      </button>
      {review.isOpen.value && (
        <div class="card-body stack">
          {findings.length > 0 && (
            <Findings findings={findings} onGo={(path) => goToField(editor, path)} />
          )}
          <Expected review={review} />
        </div>
      )}
    </section>
  )
}

/** No tick before it was looked over: nothing is known of it then. */
function iconOf({ state, errors, warnings }: Review) {
  if (state.value.kind === 'failed') return 'alert'
  if (state.value.kind !== 'current') return 'info'
  if (errors.value.length > 0) return 'alert'
  return warnings.value.length > 0 ? 'info' : 'check'
}

type Draft = { isAhead: boolean; isRefused: boolean }

function summaryOf({ state, errors, warnings }: Review, { isAhead, isRefused }: Draft): string {
  const now = state.value
  if (now.kind === 'failed') return `It could not be looked over: ${now.message}`
  if (now.kind === 'incomplete') {
    return isRefused
      ? 'It is looked over once the above is fixed'
      : 'It is looked over as soon as it has a name, a place and all its words'
  }
  if (now.kind === 'asking') return 'Looking it over…'
  const toFix = errors.value.length
  const toKnow = warnings.value.length
  if (toFix + toKnow === 0) return 'Nothing stands in its way'
  const known = toKnow > 0 ? `${counted(toKnow, 'thing')} to know` : ''
  if (toFix === 0) return isAhead ? `${known} before it goes live` : `${known} about it`
  return `${counted(toFix, 'thing')} to fix${known && `, ${known}`} before it goes live`
}

const Expected = ({ review }: { review: Review }) => {
  const state = review.forecast.value
  switch (state.kind) {
    case 'none':
      return null
    case 'counting':
      return <p class="muted small">Counting how often it would have been shown lately…</p>
    case 'failed':
      return (
        <p class="muted small">
          {state.message}{' '}
          <button type="button" class="link" onClick={() => void review.count()}>
            Count again
          </button>
        </p>
      )
    case 'current':
      return <p class="muted small">{forecastInWords(state.forecast)}</p>
    default:
      return state satisfies never
  }
}
