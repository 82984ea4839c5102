/**
 * The link that shows a draft on this page: from the address that the console made, kept while the tab
 * lives. The core knows a preview by the address alone, or by the tab's own name, which goes from page to
 * page as storage does and costs the core a word to look at; what is to be shown is in storage.
 */
const pattern = /[#?&]brim-debug-preview=([\w.-]*)/
const mark = ' brim-debug-preview'

export type Link = {
  code: string
  /** It is over, for all pages of this tab. */
  end(): void
}

/** Nothing where no draft is to be shown. */
export function readLink(key: string): Link | undefined {
  const place = `brim:${key}:preview`
  const code = takeFromAddress() ?? attempt(() => sessionStorage.getItem(place)) ?? undefined
  const end = () => {
    window.name = window.name.replace(mark, '')
    attempt(() => sessionStorage.removeItem(place))
  }
  // Another site in this tab had a preview: its name is left, and means nothing here.
  if (!code) return void end()
  attempt(() => sessionStorage.setItem(place, code))
  if (!window.name.includes(mark)) window.name += mark
  return { code, end }
}

/** Not to be copied along with the address. */
function takeFromAddress(): string | undefined {
  const given = pattern.exec(location.hash)?.[1]
  if (given === undefined) return undefined
  const { pathname, search, hash } = location
  history.replaceState(history.state, '', pathname + search + hash.replace(pattern, ''))
  return given
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    // Until the page goes.
    return undefined
  }
}
