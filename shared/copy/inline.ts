/**
 * Authored text as a small tree, so that no string of it is ever read as HTML.
 * `**bold**`, `*italic*`, `[label](url)`, `{{variable}}`, `{{variable|fallback}}`, `\` escapes.
 */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold'; children: Inline[] }
  | { kind: 'italic'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] }

/** As `Inline`, with variables still in it. */
export type Authored =
  | { kind: 'text'; text: string }
  | { kind: 'bold'; children: Authored[] }
  | { kind: 'italic'; children: Authored[] }
  | { kind: 'link'; href: string; children: Authored[] }
  | { kind: 'variable'; name: string; fallback: string | undefined }
