/** What a SaaS backend tells: mostly things that no trigger listens to. */
export const accounts = Array.from({ length: 100 }, (_, at) => `bench-account-${at}`)

type User = { id: string; account: string }

export const users: User[] = accounts.flatMap((account, place) =>
  Array.from({ length: 5 }, (_, at) => ({ id: `bench-user-${place}-${at}`, account })),
)

const features = ['timeline', 'export', 'automations', 'labels', 'search']

/** Of twenty events five are listened to by two triggers each, one by two others. */
const eventAt = (place: number): { name: string; properties: object } => {
  const kind = place % 20
  const feature = features[place % 7] ?? 'export'
  if (kind === 7) return { name: 'paywall_hit', properties: { feature } }
  if (kind % 4 === 1) return { name: 'feature_used', properties: { feature, minutes: kind } }
  if (kind % 4 === 2) return { name: 'page_viewed', properties: { path: `/boards/${place}` } }
  return { name: 'card_moved', properties: { board: `board-${place}`, from: 'todo', to: 'done' } }
}

/** Neighbours speak of different people: 41 and 500 share no factor. */
const userAt = (place: number) => users[(place * 41) % users.length] as User

/** `count` bodies for `POST /v1/events`, of `size` events each; `hasIds`: each with an id of its own. */
export const eventBodies = (count: number, size: number, hasIds = false): string[] =>
  Array.from({ length: count }, (_, at) => {
    const events = Array.from({ length: size }, (_, offset) => {
      const place = at * size + offset
      const { id, account } = userAt(place)
      const messageId = `@id-${offset}`
      return { ...eventAt(place), account, user: id, ...(hasIds && { messageId }) }
    })
    return JSON.stringify({ events })
  })

/** The same as messages of Segment's, each with an id of its own, as its libraries send them. */
export const segmentBodies = (count: number, size: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const batch = Array.from({ length: size }, (_, offset) => {
      const place = at * size + offset
      const { id, account } = userAt(place)
      const { name, properties } = eventAt(place)
      const context = { groupId: account, library: { name: 'bench', version: '1' } }
      const messageId = `@id-${offset}`
      return { type: 'track', event: name, properties, userId: id, context, messageId }
    })
    return JSON.stringify({ batch })
  })

/** A body for `POST /v1/decide` for every user. */
export const decideBodies = (dryRun: boolean): string[] =>
  users.map((_, place) => {
    const { id, account } = userAt(place)
    return JSON.stringify({
      user: id,
      account,
      placements: ['paywall:export'],
      page: '/boards',
      locale: 'en',
      device: 'desktop',
      dryRun,
    })
  })

/** A body for `POST /b/v1/sync` for every user: five events, without a question. */
export const syncBodies = (key: string): string[] =>
  users.map((_, place) => {
    const { id, account } = userAt(place)
    const items = Array.from({ length: 5 }, (_, offset) => ({
      type: 'event',
      messageId: `@id-${offset}`,
      ...eventAt(place * 5 + offset),
    }))
    return JSON.stringify({
      v: 1,
      key,
      user: { id },
      account: { id: account },
      page: 'https://app.example.com/boards',
      sentAt: new Date().toISOString(),
      items,
    })
  })
