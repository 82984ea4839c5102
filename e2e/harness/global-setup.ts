import { createSeed } from './seed.ts'

/** Workers inherit the environment of the process that runs this. */
export default async () => {
  process.env.BRIM_E2E_SEED ||= await createSeed()
}
