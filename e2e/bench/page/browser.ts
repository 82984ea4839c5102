import { type Browser, type CDPSession, chromium, type Page } from 'playwright'
import { findChromium, launchArgs } from '../../harness/chromium.ts'

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: launchArgs })

/** Knows no host but this machine: what scripts from elsewhere ask for fails at once. */
export const launchOffline = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    args: [...launchArgs, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  })

export type FreshPage = {
  page: Page
  devtools: CDPSession
  /** 1: as fast as the machine is. 4: a phone of the middle. */
  slowDown(rate: number): Promise<unknown>
  close(): Promise<void>
}

/** A page of a context of its own, with nothing in any storage. */
export const openFreshPage = async (browser: Browser): Promise<FreshPage> => {
  const context = await browser.newContext()
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const devtools = await context.newCDPSession(page)
  return {
    page,
    devtools,
    slowDown: (rate) => devtools.send('Emulation.setCPUThrottlingRate', { rate }),
    close: () => context.close(),
  }
}
