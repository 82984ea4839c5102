/** Hears what happens elsewhere. Loaded when a page has been opened, is visible and has nothing else to do. */
export { createStream as create, type Stream } from './stream.ts'
