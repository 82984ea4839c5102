/** One line of the report. `floor` is what the same work costs at the least, or a budget. */
export type Row = { name: string; value: number; unit: string; floor: number }

/** Something that is measured, as one line or as several that begin with its name. */
export type Figure = { name: string; measure(): Promise<Row[]> }
