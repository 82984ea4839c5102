/** One line of the report. `floor` is what the same work costs at the least, or a budget. */
export type Row = { name: string; value: number; unit: string; floor: number }

/** What the command line says. */
export type Options = {
  /** How much history the figure of that name goes up to, in powers of ten. */
  depth: number
  /** How long the soak takes. */
  minutes: number
}

/** Something that is measured, as one line or as several that begin with its name. */
export type Figure = { name: string; measure(options: Options): Promise<Row[]> }
