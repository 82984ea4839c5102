/** Tideboard itself: what an account of it has, and what can be done with that. Pure. */
import { guardCell } from '../../shared/value/cell.ts'
import type { PlanKey } from './catalogue/plans.ts'

export const columns = ['todo', 'doing', 'done'] as const
export type Column = (typeof columns)[number]
export const labels = ['none', 'sea', 'sand', 'coral', 'moss'] as const
export type Label = (typeof labels)[number]

export type Card = {
  id: string
  title: string
  column: Column
  label: Label
  /** Working days from the board's first day, and how many of them it takes. */
  starts: number
  lasts: number
}
export type Board = { id: string; name: string; cards: Card[] }
export type Member = {
  id: string
  name: string
  role: 'owner' | 'admin' | 'member'
  department: string
}

/** One account, as it is stored. */
export type Tide = {
  id: string
  name: string
  plan: PlanKey
  boards: Board[]
  members: Member[]
}

/** What an account may do now: its plan, and a running trial. `null` is unlimited. */
export type Access = {
  features: string[]
  limits: { boards: number | null; seats: number | null; storage: number | null }
  trial: { plan: string; endsAt: number } | null
}

/** What the page works with. */
export type Session = {
  tide: Tide
  person: Member
  access: Access
  /** For Brim: who this is, signed by the backend. */
  token: string
}

export const boardLimit = 40
export const memberLimit = 60
const cardLimit = 80

export function cardsIn(board: Board, column: Column): Card[] {
  return board.cards.filter((card) => card.column === column)
}

export function addBoard(tide: Tide, board: { id: string; name: string }): Tide {
  return { ...tide, boards: [...tide.boards, { ...board, cards: [] }] }
}

function changeBoard(tide: Tide, id: string, change: (board: Board) => Board): Tide {
  return { ...tide, boards: tide.boards.map((one) => (one.id === id ? change(one) : one)) }
}

export function addCard(
  tide: Tide,
  boardId: string,
  card: { id: string; title: string; column: Column },
): Tide {
  return changeBoard(tide, boardId, (board) => {
    if (board.cards.length >= cardLimit) return board
    const starts = board.cards.length % 8
    return {
      ...board,
      cards: [...board.cards, { ...card, label: 'none', starts, lasts: 2 + (starts % 3) }],
    }
  })
}

export type CardChange = {
  column?: Column | undefined
  label?: Label | undefined
  /** The card that it comes to stand before; absent: the end of its column. */
  before?: string | undefined
}

export function changeCard(tide: Tide, boardId: string, cardId: string, change: CardChange): Tide {
  return changeBoard(tide, boardId, (board) => {
    const card = board.cards.find((one) => one.id === cardId)
    if (!card) return board
    const { before, column = card.column, label = card.label } = change
    const changed = { ...card, column, label }
    if (change.column === undefined) {
      return { ...board, cards: board.cards.map((one) => (one === card ? changed : one)) }
    }
    const others = board.cards.filter((one) => one !== card)
    const place = others.findIndex((one) => one.id === before)
    return { ...board, cards: others.toSpliced(place < 0 ? others.length : place, 0, changed) }
  })
}

export function removeCard(tide: Tide, boardId: string, cardId: string): Tide {
  return changeBoard(tide, boardId, (board) => ({
    ...board,
    cards: board.cards.filter((one) => one.id !== cardId),
  }))
}

export function addMember(tide: Tide, member: Member): Tide {
  if (tide.members.some((one) => one.id === member.id)) return tide
  return { ...tide, members: [...tide.members, member] }
}

export function changePlan(tide: Tide, plan: PlanKey): Tide {
  return { ...tide, plan }
}

const columnNames: Record<Column, string> = { todo: 'To do', doing: 'In progress', done: 'Done' }

/** RFC 4180, and nothing that a spreadsheet would take for a formula. */
export function toCsv(board: Board): string {
  const cell = (text: string) => `"${guardCell(text).replaceAll('"', '""')}"`
  const rows = board.cards.map((card) => [card.title, columnNames[card.column], card.label])
  return `${[['Card', 'Column', 'Label'], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
