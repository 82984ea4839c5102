/** Where the sealed credentials of a destination stand: they open nowhere else. */
export const placeOf = (workspace: string, id: string) =>
  `${workspace}|destinations|credentials|${id}`
