/** What Brim knows and does on this page, for whoever builds it. Loaded when it is asked for. */
export { createPanel as create, type Panel } from './create-panel.ts'
export type { Inside } from './inside.ts'
