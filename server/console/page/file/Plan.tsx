/** What would become of each definition, the changed ones opened place by place. */
import type { ImportPlan, Planned } from '../../../../shared/file/plan.ts'
import { planInWords, whatWords } from '../../../../shared/words/import.ts'
import { Icon } from '../../component/mark/Icon.tsx'
import { useDifferenceWords } from './use-difference-words.ts'

const tones: Record<Planned['what'], string> = {
  new: 'good',
  changed: 'brim',
  deleted: 'alarm',
  unchanged: '',
  kept: '',
}

export const Plan = ({ plan }: { plan: ImportPlan }) => {
  const moving = plan.definitions.filter(({ what }) => what !== 'unchanged' && what !== 'kept')
  return (
    <div class="stack tight">
      <p>
        <strong>{planInWords(plan)}.</strong>
      </p>
      {plan.notes.map(({ path, message }) => (
        <p class="notice" key={path}>
          <Icon name="alert" />
          <span>
            <code>{path}</code> {message}. It waits until one comes.
          </span>
        </p>
      ))}
      <ul class="plan-list">
        {moving.map((one) => (
          <li key={one.kind + one.key}>
            <Row one={one} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const Row = ({ one }: { one: Planned }) => {
  const { kind, what, name, differences, losesDraft } = one
  const { place, value } = useDifferenceWords(kind)
  const head = (
    <>
      <span class={`badge plain ${tones[what]}`}>{whatWords[what]}</span>
      <span class="row-title">{name}</span>
      <span class="muted small">{kind}</span>
    </>
  )
  if (differences.length === 0) return <div class="line plan-row">{head}</div>
  return (
    <details class="plan-row" open={differences.length <= 4}>
      <summary class="line">{head}</summary>
      {losesDraft && (
        <p class="fault">
          <Icon name="alert" size={14} />
          Replaces a draft that was saved here and not published.
        </p>
      )}
      <dl class="plan-differences">
        {differences.map(({ path, before, after }) => (
          <div key={path}>
            <dt>{place(path)}</dt>
            <dd>
              <del>{value(path, before)}</del>
              <span class="visually-hidden"> becomes </span>
              <ins>{value(path, after)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
