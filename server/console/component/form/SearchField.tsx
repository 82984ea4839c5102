/** Where somebody types what they look for. `placeholder`: where it says more than the label. */
type Props = {
  label: string
  placeholder?: string
  value: string
  onType(text: string): void
  onEnter?(): void
}

export const SearchField = ({ label, placeholder = label, value, onType, onEnter }: Props) => (
  <input
    class="input"
    type="search"
    aria-label={label}
    placeholder={placeholder}
    value={value}
    onInput={(event) => onType(event.currentTarget.value)}
    onKeyDown={(event) => event.key === 'Enter' && onEnter?.()}
  />
)
