// Finds a Chromium to test with: Playwright's own, the system's, or one that can be installed here.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from 'playwright'

export const launchArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The shell first: without a browser's windows and bars a page costs a third. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
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

const systems = (): string | undefined => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...places].filter(Boolean)
  return folders
    .flatMap((folder) => [...names, 'Google Chrome', 'Chromium'].map((name) => join(folder, name)))
    .find(isExecutable)
}

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
  const install = (name: string) =>
    run('apt-get', ['install', '-y', '--no-install-recommends', name], 600_000)
  return install('chromium-headless-shell') || install('chromium') ? systems() : undefined
}

/** The path of an executable Chromium. `BRIM_CHROMIUM` overrules; child processes inherit the find. */
export const findChromium = (): string => {
  const path =
    process.env.BRIM_CHROMIUM || playwrightsOwn() || systems() || downloaded() || fromDebian()
  if (!path) {
    throw new Error(
      'The e2e tests need Chromium. Install it (`npx playwright install chromium`, or your ' +
        "system's package) or point BRIM_CHROMIUM at one.",
    )
  }
  process.env.BRIM_CHROMIUM = path
  return path
}
