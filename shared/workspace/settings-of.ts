/** The usual settings. No schema comes along: the console, whose pages run no zod, uses them too. */
import type { Settings, SettingsPatch } from './settings.ts'

const usual: Settings = {
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
  theme: { preset: 'brim' },
  readiness: {
    weights: { signals: 40, trend: 15, fit: 20, headroom: 25 },
    fit: [],
    value: { share: 0.2, full: 100_000 },
    learnedAt: null,
  },
  sales: {
    ownerTrait: 'owner_email',
    rules: [],
    defaultOwner: null,
    reps: [],
    timeZone: 'UTC',
    quiet: { from: '18:00', to: '08:00', weekends: true },
    alertsPerDay: 5,
    digestAt: '09:00',
    destination: null,
    spendsBudget: true,
  },
  keepEvents: '400d',
}

/** What was said, and the usual for the rest. */
export function settingsOf(said: SettingsPatch = {}): Settings {
  return { ...usual, ...said }
}
