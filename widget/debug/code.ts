/** The code that lets a member see why: from the address that the console made, kept while the tab lives. */
const pattern = /[#?&]brim-debug=([\w.-]*)/

export type CodeKeeper = { read(): string | undefined; write(code: string): void }

export function createCodeKeeper(key: string): CodeKeeper {
  const place = `brim:${key}:debug`
  let code: string | undefined
  const write = (next: string) => {
    code = next
    try {
      sessionStorage.setItem(place, next)
    } catch {
      // Until the page goes.
    }
  }
  const given = pattern.exec(location.hash)?.[1]
  if (given) {
    write(given)
    // Not to be copied along with the address.
    const { pathname, search, hash } = location
    history.replaceState(history.state, '', pathname + search + hash.replace(pattern, ''))
  }
  return {
    write,
    read() {
      try {
        return code ?? sessionStorage.getItem(place) ?? undefined
      } catch {
        return code
      }
    },
  }
}
