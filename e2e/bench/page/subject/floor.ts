import { isSeenInShadow } from './subject.ts'

window.subject = {
  isReady: () => typeof window.brim === 'object',
  show: () => window.brim.paywall('export'),
  isDrawn: () => isSeenInShadow('dialog[open]'),
}
