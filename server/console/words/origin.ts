/** What an origin that was refused most likely is. */

const own =
  /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\]|[^/]+\.(local|localhost|test))(:\d+)?$/

export function originHint(origin: string): string {
  if (own.test(origin)) {
    return 'That is a machine of yours: allow it while you develop, and take it out later.'
  }
  if (origin.startsWith('http://')) {
    return 'It is a page without https, which is another origin than the one with it.'
  }
  return 'Is it yours? Then allow it. Else somebody has copied your snippet, and gets nothing.'
}
