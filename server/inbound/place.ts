/** Where the sealed secret of a source stands. */
export const placeOfSource = ({ workspace, id }: { workspace: string; id: string }) =>
  `${workspace}|keys|source|${id}`
