/** What the floor's two threads say to each other. */
export type ToWorker =
  /** `rows`: a JSON array of arrays, in the order of the table's columns. */
  | { id: number; kind: 'insert'; into: 'events' | 'decisions'; rows: string }
  | { id: number; kind: 'read'; user: string }

export type FromWorker = { ids: number[]; account?: string | undefined }

export type FloorStart = { folder: string; workspace: string }
