/** The parts of an audience's conditions as its authors choose them. */
import type { Place, RowOperator } from '../model/editor/audience.ts'

export const placeWords: Record<Place, string> = {
  account: 'Account trait',
  user: 'User trait',
  'page.path': 'Page path',
  'device.type': 'Device',
  locale: 'Language',
}

export const rowOperatorWords: Record<RowOperator, string> = {
  eq: 'is',
  neq: 'is not',
  in: 'is one of',
  not_in: 'is none of',
  contains: 'contains',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  known: 'is known',
  unknown: 'is not known',
}
