/** Which addresses a link in a prompt may have. Checked when authored and again when drawn. */

const allowed = new Set(['https:', 'http:', 'mailto:'])

/** The address if it is safe to follow, else `undefined`. Relative addresses belong to the host page. */
export function safeHref(href: string): string | undefined {
  return hrefIssue(href) === undefined ? href : undefined
}

/** Why an address is refused; `undefined` where it is fine. */
export function hrefIssue(href: string): string | undefined {
  if (href === '') return 'An address is needed'
  let url: URL
  try {
    // The URL parser drops tabs and newlines inside "java\nscript:", as browsers do.
    url = new URL(href, 'https://relative.invalid')
  } catch {
    return `"${href}" is not an address`
  }
  return allowed.has(url.protocol)
    ? undefined
    : `"${url.protocol}" addresses are not allowed: use https, http, mailto or a relative address`
}
