/** Several of few: each with a box of its own. */
import type { Issue } from '../../../../shared/protocol/error.ts'
import { controlProps, Faults } from './Field.tsx'

type Props = {
  path: string
  legend: string
  issues?: readonly Issue[]
  options: readonly (readonly [value: string, text: string])[]
  chosen: readonly string[]
  onChange(chosen: string[]): void
}

export const Checks = ({ path, legend, issues = [], options, chosen, onChange }: Props) => {
  const { id, ...faulty } = controlProps(path, issues)
  return (
    <fieldset id={id} class="checks">
      <legend class="field-label">{legend}</legend>
      <div class="hears">
        {options.map(([value, text]) => (
          <label key={value} class="check">
            <input
              {...faulty}
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() =>
                onChange(
                  chosen.includes(value)
                    ? chosen.filter((one) => one !== value)
                    : [...chosen, value],
                )
              }
            />
            {text}
          </label>
        ))}
      </div>
      <Faults path={path} issues={issues} />
    </fieldset>
  )
}
