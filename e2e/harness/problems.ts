// What a page complains of: faults, errors in its log, and on pages of the console whatever its policy
// had to forbid. A test that expects a complaint says so; any other fails it.
import type { BrowserContext, Page } from '@playwright/test'

export type Problems = {
  /** Complaints that match are expected, whether they come before or after this call. */
  allow(pattern: RegExp): void
  watch(context: BrowserContext): void
  unexpected(): string[]
}

export const createProblems = (): Problems => {
  const allowed: RegExp[] = []
  const seen: string[] = []
  const watchPage = (page: Page) => {
    page.on('pageerror', (error) => seen.push(`uncaught: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      const { url } = message.location()
      // Chromium asks for an icon on its own; no page of ours refers to that address.
      if (message.type() !== 'error' || url.endsWith('/favicon.ico')) return
      seen.push(`console: ${message.text()} (${url})`)
    })
  }
  return {
    allow: (pattern) => void allowed.push(pattern),
    watch(context) {
      void context.addInitScript(tellViolations)
      context.pages().forEach(watchPage)
      context.on('page', watchPage)
    },
    unexpected: () => seen.filter((text) => !allowed.some((pattern) => pattern.test(text))),
  }
}

/** Runs in the page, before it: of what is forbidden not everything comes into the log by itself. */
function tellViolations() {
  if (!window.location.pathname.startsWith('/console')) return
  document.addEventListener('securitypolicyviolation', (one) => {
    console.error(`policy: ${one.effectiveDirective} forbids ${one.blockedURI} ${one.sample}`)
  })
}
