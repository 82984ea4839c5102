import { haveArrived, isSeenInShadow } from './subject.ts'

window.subject = {
  // The view is there, and what was to be told has been told.
  isReady: () => haveArrived(['/b/view-', '/b/v1/open', '/b/v1/sync']),
  show: () => window.brim.paywall('export'),
  isDrawn: () => isSeenInShadow('dialog[open]'),
}
