/** Several of few: each with a box of its own. */
type Props = {
  legend: string
  options: readonly (readonly [value: string, text: string])[]
  chosen: readonly string[]
  onChange(chosen: string[]): void
}

export const Checks = ({ legend, options, chosen, onChange }: Props) => (
  <fieldset>
    <legend class="field-label">{legend}</legend>
    <div class="hears">
      {options.map(([value, text]) => (
        <label key={value} class="check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() =>
              onChange(
                chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value],
              )
            }
          />
          {text}
        </label>
      ))}
    </div>
  </fieldset>
)
