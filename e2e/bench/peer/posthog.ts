import { html, words } from '../page/prompt.ts'
import { json, script } from '../page/site.ts'
import { readPackage, type Side } from './side.ts'

const token = 'phc_bench'
const { version } = JSON.parse(readPackage('posthog-js/package.json')) as { version: string }

/** A popover with a button, which is as near as a survey comes to an offer. Not shown by itself. */
const survey = {
  id: 'export',
  name: 'export',
  type: 'popover',
  start_date: '2026-01-01T00:00:00Z',
  end_date: null,
  conditions: { events: { values: [{ name: 'export' }] } },
  appearance: {},
  questions: [
    {
      id: 'export',
      type: 'link',
      question: words.title,
      description: html,
      descriptionContentType: 'html',
      buttonText: words.actions[0].label,
      link: words.actions[0].url,
    },
  ],
}

const settings = (surveys: boolean) => {
  const config = { surveys, supportedCompression: ['gzip', 'gzip-js'], hasFeatureFlags: true }
  const given = { [token]: { config, siteApps: [] } }
  return script(`window._POSTHOG_REMOTE_CONFIG = ${JSON.stringify(given)}`)
}

/** Without what its server can switch on besides: recordings, heat maps, vitals. */
export const posthog = (): Side => ({
  name: 'posthog',
  files: {
    '/posthog/static/array.js': script(readPackage('posthog-js/dist/array.js')),
    [`/posthog/array/${token}/config.js`]: settings(false),
    '/posthog/flags/': json({ flags: {}, errorsWhileComputingFlags: false }),
    '/posthog/e/': json({ status: 1 }),
    '/posthog/i/v0/e/': json({ status: 1 }),
  },
  everyPage: ['/posthog/static/array.js'],
  // It takes a browser without a window for a bot, and would send nothing.
  start: `posthog.init('${token}', { api_host: location.origin + '/posthog', opt_out_useragent_filter: true })`,
  message: {
    files: {
      [`/posthog/array/${token}/config.js`]: settings(true),
      '/posthog/api/surveys/': json({ surveys: [survey] }),
      [`/posthog/static/${version}/surveys.js`]: script(readPackage('posthog-js/dist/surveys.js')),
    },
    subject: 'page/subject/posthog.ts',
  },
})
