/** One line of the report. `floor` is what the same work costs at the least, or a budget. */
type FloorRow = { kind?: never; name: string; value: number; unit: string; floor: number }

/** Brim's value and a peer's for the same. `note`: what of the peer is not in it. */
export type PeerRow = {
  kind: 'peer'
  name: string
  value: number
  unit: string
  peer: number
  note?: string | undefined
}

export type Row = FloorRow | PeerRow

/** What the command line says. */
export type Options = {
  /** How much history the figure of that name goes up to, in powers of ten. */
  depth: number
  /** How long the soak takes. */
  minutes: number
  /** How many workspaces one node has where it has many. */
  workspaces: number
}

/** Something that is measured, as one line or as several that begin with its name. */
export type Figure = { name: string; measure(options: Options): Promise<Row[]> }
