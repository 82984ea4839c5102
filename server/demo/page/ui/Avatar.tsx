const hues = 5

export function Avatar({ name }: { name: string }) {
  const letters = name
    .split(' ')
    .map((part) => part[0] ?? '')
    .join('')
    .slice(0, 2)
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % hues
  return (
    <span class={`avatar hue-${hue}`} aria-hidden="true">
      {letters}
    </span>
  )
}
