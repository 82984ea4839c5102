/** One difference between two who edited at once: whose goes on. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { type Difference, firstChoice, type Side } from '../../model/editor/conflict.ts'

type Props = {
  difference: Difference
  /** What was chosen; absent: as it was chosen at first. */
  side: Side | undefined
  legend: ComponentChildren
  tell(side: Side): ComponentChildren
  onChoose(side: Side): void
}

export const SideChoice = ({ difference, side, legend, tell, onChoose }: Props) => {
  const name = useId()
  const chosen = side ?? firstChoice(difference)
  return (
    <fieldset class="choice">
      <legend class="field-label">{legend}</legend>
      {(['theirs', 'yours'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={chosen === one} onChange={() => onChoose(one)} />
          <span>
            <span class="muted small">{one === 'yours' ? 'Yours' : 'Theirs'}</span>
            <span class="choice-text">{tell(one)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
