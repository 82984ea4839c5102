import { fieldId } from './Field.tsx'

/** Goes to the field that a path names, or the nearest one around it. */
export function focusField(path: string): void {
  const parts = path.split('.')
  for (let size = parts.length; size > 0; size--) {
    const field = document.getElementById(fieldId(parts.slice(0, size).join('.')))
    if (!field) continue
    field.focus()
    return
  }
}
