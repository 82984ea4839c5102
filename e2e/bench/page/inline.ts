import type { Page } from 'playwright'

/** As a site would write it, with the tag's data attributes. */
export type Inline = { code: string; attributes?: Record<string, string> | undefined }

/** One task that compiles the code, runs it and sends its first request. Returns its milliseconds. */
export const evaluateInline = (page: Page, { code, attributes }: Inline): Promise<number> =>
  page.evaluate(
    ([code, attributes]) => {
      const tag = document.createElement('script')
      Object.assign(tag.dataset, attributes)
      tag.textContent = code
      const start = performance.now()
      document.head.append(tag)
      return performance.now() - start
    },
    [code, attributes ?? {}] as const,
  )
