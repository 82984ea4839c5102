/** What the person waits for, and what the page has loaded by then. */
import type { Browser } from 'playwright'
import type { Plan } from '../interleave.ts'
import { median } from '../median.ts'
import { brotliBytes } from '../page/brotli.ts'
import { measureLaps, timed } from '../page/lap.ts'
import { type File, page, startSite } from '../page/site.ts'
import type { Message, Side } from './side.ts'

export type Showing = { bytes_shown: number; painted: number; painted_4x: number }
type Shower = Side & { message: Message }

const canShow = (side: Side): side is Shower => side.message !== undefined
const filesOf = ({ files, message }: Shower) => ({ ...files, ...message.files })

const tagOf = (path: string, file: File | undefined, data: string): string =>
  file?.type === 'text/css'
    ? `<link rel="stylesheet" href="${path}">`
    : `<script src="${path}"${data}></script>`

const pageOf = async (side: Shower): Promise<File> => {
  const { everyPage, start, attributes = {}, message } = side
  const files = filesOf(side)
  const data = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`)
  const tags = [...everyPage, ...(message.loads ?? [])].map((path) =>
    tagOf(path, files[path], data.join('')),
  )
  const started = start === undefined ? '' : `<script>${start}</script>`
  return page((await timed(message.subject)) + tags.join('') + started)
}

export const bytesOf = (files: readonly (File | undefined)[]): number =>
  files
    .filter((file) => file !== undefined)
    .filter(({ type }) => type !== 'application/json')
    .reduce((sum, { text }) => sum + brotliBytes(text), 0)

/** Of each side that can show a message, by name. */
export const measureShowing = async (
  browser: Browser,
  sides: readonly Side[],
  plan: Plan,
): Promise<Record<string, Showing>> => {
  const showers = sides.filter(canShow)
  const pages = await Promise.all(
    showers.map(async (side) => [`/${side.name}`, await pageOf(side)] as const),
  )
  const files = Object.assign(Object.fromEntries(pages), ...showers.map(filesOf))
  const site = await startSite(files, { isArmed: true })
  try {
    const urls = Object.fromEntries(showers.map(({ name }) => [name, `${site.url}/${name}`]))
    const fast = await measureLaps(browser, urls, { ...plan, rate: 1 })
    const slow = await measureLaps(browser, urls, { ...plan, rate: 4 })
    const served = (side: Shower) =>
      Object.entries(filesOf(side)).flatMap(([path, file]) => (site.served.has(path) ? file : []))
    const showingOf = (side: Shower): Showing => ({
      bytes_shown: bytesOf(served(side)),
      painted: median((fast[side.name] ?? []).map(({ paintedMs }) => paintedMs)),
      painted_4x: median((slow[side.name] ?? []).map(({ paintedMs }) => paintedMs)),
    })
    return Object.fromEntries(showers.map((side) => [side.name, showingOf(side)]))
  } finally {
    await site.close()
  }
}
