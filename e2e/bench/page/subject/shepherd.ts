import type Shepherd from 'shepherd.js'
import { html, words } from '../prompt.ts'
import { isSeen } from './subject.ts'

declare global {
  interface Window {
    Shepherd: typeof Shepherd
  }
}

window.subject = {
  isReady: () => 'Shepherd' in window,
  show() {
    const tour = new window.Shepherd.Tour({ useModalOverlay: true })
    const buttons = [{ text: words.dismiss }, { text: words.actions[0].label }]
    tour.addStep({ title: words.title, text: html, buttons })
    return tour.start()
  },
  isDrawn: () => isSeen(document.querySelector('.shepherd-element')),
}
