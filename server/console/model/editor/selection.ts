/** What the toolbar does to a text and its selection. Pure. */
export type Edit = {
  /** What to replace, and with what. */
  from: number
  to: number
  insert: string
  /** The selection after it. */
  start: number
  end: number
}

/** Puts markers around the selection, or takes them away where they stand. */
export function toggleMark(text: string, start: number, end: number, mark: string): Edit {
  const size = mark.length
  const chosen = text.slice(start, end)
  const isOutside =
    text.slice(start - size, start) === mark &&
    text.slice(end, end + size) === mark &&
    !(mark === '*' && text[start - 2] === '*' && text[start - 3] !== '*')
  if (isOutside) {
    return {
      from: start - size,
      to: end + size,
      insert: chosen,
      start: start - size,
      end: end - size,
    }
  }
  return {
    from: start,
    to: end,
    insert: mark + chosen + mark,
    start: start + size,
    end: end + size,
  }
}

/** Makes the selection a link and selects the address, which comes next. */
export function insertLink(text: string, start: number, end: number): Edit {
  const label = text.slice(start, end) || 'label'
  const address = 'https://'
  const at = start + label.length + 3
  return {
    from: start,
    to: end,
    insert: `[${label}](${address})`,
    start: at,
    end: at + address.length,
  }
}

export function insertVariable(start: number, end: number, name: string, fallback: string): Edit {
  const insert = fallback === '' ? `{{${name}}}` : `{{${name}|${fallback}}}`
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length }
}
