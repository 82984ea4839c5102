// Finds a Chromium to test with: Playwright's own, the system's, or one that can be installed here.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, delimiter, dirname, join } from 'node:path'
import { chromium } from 'playwright'

export const launchArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** Without a browser's windows and bars a page costs a third. */
const shell = 'chromium-headless-shell'
const places = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
]

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const playwrightsOwn = (): string | undefined => {
  const path = chromium.executablePath()
  return isExecutable(path) ? path : undefined
}

const systems = (names: string[]): string | undefined => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...places].filter(Boolean)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable)
}
const systemsBrowser = () => systems([...browsers, 'Google Chrome', 'Chromium'])
const systemsOwn = () => systems([shell]) ?? systemsBrowser()

const run = (command: string, args: string[], timeoutMs: number): boolean =>
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

const downloaded = (): string | undefined => {
  console.log('No Chromium here: asking Playwright for one (a minute at most).')
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright')), 'cli.js')
  return run(process.execPath, [cli, 'install', 'chromium'], 60_000) ? playwrightsOwn() : undefined
}

const fromDebian = (): string | undefined => {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return undefined
  console.log('Installing a Chromium package of this system.')
  run('apt-get', ['update'], 120_000)
  const install = (...names: string[]) =>
    run('apt-get', ['install', '-y', '--no-install-recommends', ...names], 600_000)
  return install('chromium', shell) || install('chromium') ? systemsOwn() : undefined
}

/** The path of an executable Chromium. `BRIM_CHROMIUM` overrules; child processes inherit the find. */
export const findChromium = (): string => {
  const path =
    process.env.BRIM_CHROMIUM || playwrightsOwn() || systemsOwn() || downloaded() || fromDebian()
  if (!path) {
    throw new Error(
      'The e2e tests need Chromium. Install it (`npx playwright install chromium`, or your ' +
        "system's package) or point BRIM_CHROMIUM at one.",
    )
  }
  process.env.BRIM_CHROMIUM = path
  return path
}

/** A whole browser, for what the shell lacks; `undefined` where there is none. */
export const findBrowser = (): string | undefined => {
  const found = findChromium()
  return basename(found).includes('shell') ? systemsBrowser() : found
}
