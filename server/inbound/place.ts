/** Where the sealed secret of a source stands: it opens nowhere else. */
export const placeOf = ({ workspace, id }: { workspace: string; id: string }) =>
  `${workspace}|keys|source|${id}`
