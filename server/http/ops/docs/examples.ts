/** One believable body for each request that has one; a test holds them to their schemas. */

const exportWall = {
  key: 'export-wall',
  name: 'A team keeps hitting the export paywall',
  family: 'paywall',
  subject: 'account',
  when: {
    all: [
      {
        measure: {
          count: {
            event: 'paywall_hit',
            where: { feature: { eq: 'export' } },
            within: '7d',
          },
        },
        gte: 3,
      },
      { trait: 'account.plan', in: ['free'] },
    ],
  },
  recommends: 'team-upgrade',
}

const toOwner = {
  key: 'to-owner',
  name: 'Enterprises go to their owner',
  when: { families: ['paywall', 'limit'] },
  for: {
    accounts: { trait: 'account.plan', eq: 'enterprise' },
    people: { atLeast: 3, within: '14d' },
  },
  actions: [{ kind: 'alert' }],
}

const title = { title: 'Take **export** to the whole team' }

export const examples: Record<string, unknown> = {
  NewSource: { vendor: 'intercom', sender: 'server', name: 'Support' },
  SourceChange: {
    mapping: {
      account: [{ in: 'group' }],
      user: [{ in: 'user_id' }, { in: 'email' }],
      rules: [],
      topics: {
        rules: [{ topic: 'pricing', tags: ['sales'], words: ['price', 'how much'] }],
        otherwise: 'other',
        replies: 'on_topic',
      },
    },
  },
  SourceSecret: { secret: 'a1b2c3d4-e5f6-7890-abcd-ef0123456789' },
  DryRunRequest: { play: { ...toOwner, when: { families: ['paywall'] } }, days: 30 },
  WorthRequest: { worth: 'yes' },
  Play: toOwner,
  OpenRequest: {
    v: 1,
    key: 'pk_…',
    user: { id: 'mara', traits: { role: 'admin' } },
    account: { id: 'acme', traits: { name: 'Acme' } },
    page: '/reports',
    sentAt: '2026-11-23T10:00:00Z',
  },
  SyncRequest: {
    v: 1,
    key: 'pk_…',
    user: { id: 'mara' },
    account: { id: 'acme' },
    page: '/reports',
    sentAt: '2026-11-23T10:00:00Z',
    items: [
      {
        type: 'event',
        messageId: 'f3c1',
        name: 'paywall_hit',
        properties: { feature: 'export' },
      },
    ],
    ask: ['paywall:export'],
  },
  ExplainRequest: {
    v: 1,
    key: 'pk_…',
    user: { id: 'mara' },
    account: { id: 'acme' },
    page: '/reports',
    sentAt: '2026-11-23T10:00:00Z',
    code: 'v1.…',
  },
  PagePreviewRequest: {
    v: 1,
    key: 'pk_…',
    user: { id: 'mara' },
    account: { id: 'acme' },
    page: '/reports',
    sentAt: '2026-11-23T10:00:00Z',
    code: 'v1.…',
  },
  EventsRequest: {
    events: [
      {
        messageId: 'order-17',
        name: 'report_exported',
        account: 'acme',
        user: 'mara',
        properties: { rows: 1200 },
        occurredAt: '2026-11-23T10:00:00Z',
      },
    ],
  },
  MetersRequest: {
    readings: [{ account: 'acme', meter: 'seats', used: 9, limit: 10 }],
  },
  ConversionsRequest: {
    conversions: [
      {
        messageId: 'invoice-204',
        account: 'acme',
        kind: 'plan',
        plan: 'team',
        offer: 'team-upgrade',
        mrrDelta: 10800,
        currency: 'EUR',
      },
    ],
  },
  AccountRequest: { traits: { name: 'Acme', plan: 'free', seats: 9 } },
  UserRequest: { account: 'acme', traits: { role: 'admin' } },
  TrialRequest: { endsAt: '2026-12-07T10:00:00Z' },
  ClaimRequest: { by: 'sam@brim.example', kind: 'claim', until: '2026-12-23T10:00:00Z' },
  ConsentRequest: { consent: 'refused' },
  SettingsPatch: {
    holdout: 0.1,
    capGroups: [{ key: 'tips', of: { tag: 'tip' }, per: 'user', every: '7d', times: 2 }],
    theme: { preset: 'soft', accent: '#7c3aed', radius: 16 },
  },
  DestinationRequest: {
    kind: 'webhook',
    name: 'Our backend',
    hears: { families: ['paywall', 'limit'], events: ['trial_started', 'conversion'] },
    settings: { url: 'https://api.example.com/brim' },
  },
  DecideRequest: { user: 'mara', account: 'acme', placements: ['paywall:export'], explain: true },
  ReplayRequest: {
    trigger: exportWall,
    horizon: '30d',
    sweep: { path: 'when.all.0' },
  },
  Trigger: exportWall,
  Nudge: {
    key: 'export-modal',
    name: 'Export paywall',
    format: 'modal',
    placement: 'paywall:export',
    trigger: 'export-wall',
    offer: 'team-upgrade',
    copy: {
      en: {
        ...title,
        picture: { kind: 'icon', name: 'download' },
        comparison: {
          rows: [
            { label: 'Boards', current: '3', offered: 'No limit' },
            { label: 'Export', current: false, offered: true },
          ],
        },
        countdown: 'The offer ends in',
        actions: [{ kind: 'checkout', label: 'Upgrade', url: '/billing' }],
      },
    },
  },
  DefinitionsFile: {
    format: 1,
    plans: { team: { name: 'Team', tier: 1, limits: { seats: 50 }, features: ['export'] } },
    offers: { 'team-upgrade': { kind: 'upgrade', name: 'Move up to Team', plan: 'team' } },
  },
  PublicationRequest: { at: '2026-12-01T09:00:00Z' },
  Meter: {
    key: 'exports',
    name: 'Exports',
    used: { count: { event: 'report_exported' } },
    period: 'month',
  },
  Offer: { kind: 'upgrade', key: 'team-upgrade', name: 'Move up to Team', plan: 'team' },
  Plan: {
    key: 'team',
    name: 'Team',
    tier: 1,
    prices: [{ amount: 1200, currency: 'EUR', interval: 'month', per: 'seat' }],
    limits: { seats: 50 },
    features: ['export'],
  },
}
