/** The part that draws. Loaded by the core when there is something to show, or soon may be. */
export { createStage as create, type Hooks, type Stage, type Terms } from './stage.ts'
