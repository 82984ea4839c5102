import type { Config, Driver, DriveStep } from 'driver.js'
import { html, words } from '../prompt.ts'
import { isSeen } from './subject.ts'

declare global {
  interface Window {
    driver: { js: { driver(options: Config): Driver } }
  }
}

const popover = {
  title: words.title,
  description: html,
  showButtons: ['next', 'close'],
  nextBtnText: words.actions[0].label,
} satisfies DriveStep['popover']

window.subject = {
  isReady: () => typeof window.driver === 'object',
  show: () => window.driver.js.driver({}).highlight({ popover }),
  isDrawn: () => isSeen(document.querySelector('.driver-popover')),
}
