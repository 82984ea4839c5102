/** What of pictures is taken, and how much. No schema: the console reads it too. */
export const pictureLimits = {
  /** Of a file that is uploaded. */
  uploadBytes: 5_000_000,
  /** Of width and height. */
  side: 8_000,
  /** Of all frames together. */
  pixels: 40_000_000,
  frames: 100,
  /** No larger is kept: prompts draw half of it, on screens with two pixels for one. */
  keptSide: 1_600,
  /** Of all that a workspace keeps. */
  workspaceBytes: 50_000_000,
} as const
