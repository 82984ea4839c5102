/** Shown by what its core would call: the core comes from its server, and is not on npm. */
import { html, words } from '../prompt.ts'
import { isSeen } from './subject.ts'

declare const formbricksSurveys: { renderSurveyModal(options: Record<string, unknown>): void }

const survey = {
  id: 'export',
  name: 'export',
  type: 'app',
  welcomeCard: { enabled: false },
  thankYouCard: { enabled: false },
  hiddenFields: { enabled: false },
  questions: [
    {
      id: 'export',
      type: 'cta',
      headline: words.title,
      html,
      buttonLabel: words.actions[0].label,
      dismissButtonLabel: words.dismiss,
      buttonExternal: true,
      buttonUrl: words.actions[0].url,
      required: false,
    },
  ],
}

window.subject = {
  isReady: () => typeof formbricksSurveys === 'object',
  show: () =>
    formbricksSurveys.renderSurveyModal({
      survey,
      brandColor: '#0b6867',
      isBrandingEnabled: false,
      placement: 'center',
      darkOverlay: true,
      clickOutside: true,
      highlightBorderColor: null,
    }),
  isDrawn: () => isSeen(document.querySelector('#fbjs button')),
}
