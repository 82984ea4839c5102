/** What is looked at: one control for each axis. */
import { useId } from 'preact/hooks'
import { Segments } from '../../component/form/Segments.tsx'
import { type Axis, axes, type GalleryState } from '../../gallery/state.ts'
import { axisWords } from '../../words/gallery.ts'

type Props = { state: GalleryState; onChange(next: GalleryState): void }

export const Controls = ({ state, onChange }: Props) => {
  const { show, format } = state
  const change = (name: Axis) => (value: string) =>
    onChange({ ...state, [name]: value } as GalleryState)
  const choice = (name: Axis, label: string) => (
    <Choice label={label} name={name} value={state[name]} onChange={change(name)} />
  )
  const segments = (name: Axis, label: string) => (
    <div class="choose">
      <span class="choose-label" aria-hidden="true">
        {label}
      </span>
      <Segments
        label={label}
        value={state[name]}
        options={optionsOf(name)}
        onChange={change(name)}
      />
    </div>
  )
  return (
    <form class="controls" aria-label="What is shown" onSubmit={(event) => event.preventDefault()}>
      {choice('show', 'Show')}
      {show === 'one' && choice('format', 'Format')}
      {show === 'one' && format === 'banner' && choice('position', 'Position')}
      {show !== 'content' && choice('content', 'Content')}
      {show !== 'theme' && choice('preset', 'Theme')}
      {show !== 'locale' && choice('locale', 'Language')}
      {choice('dir', 'Direction')}
      {show !== 'theme' && segments('scheme', 'Looks')}
      {show !== 'width' && segments('width', 'Width')}
    </form>
  )
}

const optionsOf = (name: Axis) => {
  const words: Record<string, string> = axisWords[name]
  return axes[name].map((value) => ({ value: value as string, text: words[value] ?? value }))
}

type ChoiceProps = { label: string; name: Axis; value: string; onChange(value: string): void }

const Choice = ({ label, name, value, onChange }: ChoiceProps) => {
  const id = useId()
  return (
    <div class="choose">
      <label class="choose-label" for={id}>
        {label}
      </label>
      <select
        class="select auto"
        id={id}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {optionsOf(name).map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
