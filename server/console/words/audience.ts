/** The parts of an audience's conditions as its authors choose them. */
import type { Join, Place, RowOperator } from '../model/editor/audience.ts'

export const placeWords: Record<Place, string> = {
  account: 'Account trait',
  user: 'User trait',
  'page.path': 'Page path',
  'device.type': 'Device',
  locale: 'Language',
  'age.account': 'Days since the account was first seen',
  'age.user': 'Days since the user was first seen',
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

/** Before "of these hold". */
export const joinWords: Record<Join, string> = {
  all: 'all',
  any: 'any',
  none: 'none',
  not_all: 'not all',
}
