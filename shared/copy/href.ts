/** Which addresses a link in a prompt may have. Checked when authored and again when drawn. */

const allowed = ['https:', 'http:', 'mailto:']

/** `undefined` where it is no address. The URL parser drops tabs and newlines inside "java\nscript:", as browsers do. */
function protocolOf(href: string): string | undefined {
  try {
    return new URL(href, 'https://relative.invalid').protocol
  } catch {
    return undefined
  }
}

/** The address if it is safe to follow, else `undefined`. Relative addresses belong to the host page. */
export const safeHref = (href: string): string | undefined =>
  href && allowed.includes(protocolOf(href) ?? '') ? href : undefined

/** Why an address is refused; `undefined` where it is fine. */
export function hrefIssue(href: string): string | undefined {
  if (safeHref(href)) return undefined
  if (href === '') return 'An address is needed'
  const protocol = protocolOf(href)
  return protocol
    ? `"${protocol}" addresses are not allowed: use https, http, mailto or a relative address`
    : `"${href}" is not an address`
}
