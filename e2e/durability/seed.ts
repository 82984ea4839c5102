// Where chance begins. `BRIM_SEED=… npx vitest run e2e/durability` repeats a run's choices.
const fixed = 20_261_123

export const seed = Number(process.env.BRIM_SEED ?? fixed)
