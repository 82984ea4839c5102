/** The console's policy forbids making code from text, and so zod is not to try. Comes before all schemas. */
import { config } from 'zod'

config({ jitless: true })
