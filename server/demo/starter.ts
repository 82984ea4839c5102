/** What a new account of Tideboard begins with. */
import type { Card, Member, Tide } from './tideboard.ts'

type Sketch = Omit<Card, 'id'>

const launch: Sketch[] = [
  { title: 'Agree on the launch date', column: 'done', label: 'coral', starts: 0, lasts: 1 },
  { title: 'Interview five early users', column: 'done', label: 'sea', starts: 0, lasts: 3 },
  { title: 'Write the pricing page', column: 'doing', label: 'sand', starts: 2, lasts: 4 },
  { title: 'Screenshots, light and dark', column: 'doing', label: 'moss', starts: 4, lasts: 3 },
  { title: 'Announcement post', column: 'todo', label: 'sand', starts: 6, lasts: 3 },
  { title: 'Brief the support team', column: 'todo', label: 'sea', starts: 7, lasts: 2 },
  { title: 'Launch day checklist', column: 'todo', label: 'coral', starts: 8, lasts: 2 },
]

const office: Sketch[] = [
  {
    title: 'Find a caterer for the summer party',
    column: 'todo',
    label: 'moss',
    starts: 1,
    lasts: 5,
  },
  { title: 'New chairs for the quiet room', column: 'doing', label: 'sand', starts: 0, lasts: 4 },
  { title: 'Repair the coffee machine', column: 'done', label: 'coral', starts: 0, lasts: 1 },
]

const colleagues = [
  { name: 'Jonas Keller', role: 'admin', department: 'Engineering' },
  { name: 'Noor Haddad', role: 'member', department: 'Marketing' },
  { name: 'Theo Lindqvist', role: 'member', department: 'Design' },
] as const

export const defaultName = 'Mara Vogel'

/** Members but the first have been invited by the first. */
export function createTide(id: string, owner: Member): Tide {
  const board = (key: string, name: string, cards: Sketch[]) => ({
    id: key,
    name,
    cards: cards.map((card, place) => ({ ...card, id: `${key}-${place + 1}` })),
  })
  const others = colleagues.map((one, place) => ({ ...one, id: `${id}-colleague-${place + 1}` }))
  return {
    id,
    name: 'Harbour Lane Studio',
    plan: 'free',
    boards: [
      board('launch', 'Spring launch', launch),
      board('office', 'Around the office', office),
    ],
    members: [owner, ...others],
  }
}
