/** What holds where a workspace has said nothing. By itself, so that a page can have it without the schemas. */
import type { Settings } from './settings.ts'

export const usualSettings: Settings = {
  paused: false,
  holdout: 0.05,
  consent: 'assumed',
  buyerRoles: ['owner', 'admin', 'billing'],
  budget: {
    modalsPerUser: { every: '1d', times: 1 },
    promptsPerAccount: { every: '7d', times: 3 },
  },
  capGroups: [],
  defaults: {
    perUser: { every: '7d', times: 1 },
    lifetime: 3,
    snooze: '7d',
    offerLasts: '30d',
    stopAfterConversion: true,
  },
  keepEvents: '400d',
  webhook: null,
}
