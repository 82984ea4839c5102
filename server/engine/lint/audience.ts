/** Audiences that nobody can be in. */
import { contradictionsIn } from '../contradiction.ts'
import type { Check } from './check.ts'

export const audience: Check = ({ audience: condition }) =>
  condition
    ? contradictionsIn(condition, 'audience').map(({ path, message }) => ({
        code: 'nobody_matches',
        level: 'error',
        path,
        sentence: `${message}.`,
        remedy: 'Change one of the conditions, or take it out.',
      }))
    : []
