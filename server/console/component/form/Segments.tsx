/** One of few choices. */
import { useId } from 'preact/hooks'
import { Icon, type IconName } from '../mark/Icon.tsx'

type Props<T extends string | number> = {
  label: string
  value: T
  options: readonly { value: T; text: string; icon?: IconName }[]
  isIconOnly?: boolean
  onChange(value: T): void
}

export const Segments = <T extends string | number>(props: Props<T>) => {
  const name = useId()
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{props.label}</legend>
      {props.options.map(({ value, text, icon }) => (
        <label key={value} title={props.isIconOnly ? text : undefined}>
          <input
            type="radio"
            name={name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <span>
            {icon && <Icon name={icon} size={14} />}
            {props.isIconOnly ? <span class="visually-hidden">{text}</span> : text}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
