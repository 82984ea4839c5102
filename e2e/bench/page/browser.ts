import { type Browser, type CDPSession, chromium, type Page } from 'playwright'
import { findChromium, launchArgs } from '../../harness/chromium.ts'

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: launchArgs })

/** Runs `use` on a page of a context of its own, with nothing in any storage, and closes both. */
export const onFreshPage = async <T>(
  browser: Browser,
  use: (page: Page, devtools: CDPSession) => Promise<T>,
): Promise<T> => {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    return await use(page, await context.newCDPSession(page))
  } finally {
    await context.close()
  }
}

/** 1: as fast as the machine is. 4: a phone of the middle. */
export const slowDown = (devtools: CDPSession, rate: number) =>
  devtools.send('Emulation.setCPUThrottlingRate', { rate })
